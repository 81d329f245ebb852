import { createLedger, openStates } from "@leaseline/core";
import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationsAfter } from "../../src/many.js";
import { operationsQuery } from "../../src/view.js";
import { type Stage, stage, withoutPostgres } from "../support/stage.js";
import { identity, number } from "../support/wish.js";

const many = 100_000;

describe.skipIf(withoutPostgres)("a ledger with 100,000 operations", () => {
  let place: Stage;
  let schema = "";

  beforeAll(async () => {
    place = stage();
    schema = escapeIdentifier(place.options.schema);
    await createLedger(place.open()).position();
    await place.sql(`SET search_path TO ${schema}`);
    await place.sql(
      `INSERT INTO operations (position, form, id, kind, identity, account, number, state, sender, key, started_at, changed_at)
       SELECT at, 1, 'operation ' || at, 'lease', 'example||' || at % 7, 'a' || at % 7, '+1212' || (5000000 + at),
         (ARRAY['committed', 'rejected', 'absent', 'not-sent', 'abandoned'])[1 + at % 5], 'nobody', 'key ' || at, '', ''
       FROM generate_series(1, $1::integer) AS at`,
      [many],
    );
    await place.sql(
      `INSERT INTO events SELECT 'operation ' || at, at, 1, '{"kind":"absent"}', '' FROM generate_series(1, $1::integer) AS at`,
      [many],
    );
    await place.sql(
      `INSERT INTO leases SELECT 'example||' || at % 7, '+1212' || (5000000 + at), 1, '{"state":"active"}', 'here',
         '{"recurring":{}}', null, at, false FROM generate_series(1, $1::integer) AS at`,
      [many],
    );
    await place.sql(
      `INSERT INTO costs (name, kind, month, currency, amount)
       SELECT 'operation ' || at, 'running', '', 'USD', 2 FROM generate_series(1, $1::integer) AS at`,
      [many],
    );
    await place.sql(
      `INSERT INTO changes (position, session) SELECT at, '' FROM generate_series(1, $1::integer) AS at ON CONFLICT DO NOTHING`,
      [many],
    );
    await place.sql("ANALYZE");
  });
  afterAll(async () => place.close());

  it.each([
    ["the open ones", { states: openStates }],
    ["the open one on a number", { number, states: openStates, limit: 1 }],
    [
      "the last one on a number",
      { identity, number, states: ["committed", "abandoned"], limit: 1 },
    ],
    ["a page of all", { limit: 50 }],
    ["the next page", { limit: 50, before: "operation 70000" }],
    ["a page of an account's", { account: "a3", limit: 50 }],
    ["a page of an identity's", { identity, limit: 50, before: "operation 70000" }],
    ["a page of those in a state", { states: ["rejected"], limit: 50 }],
  ] as const)("finds %s by an index", async (_, filter) => {
    const { text, values } = operationsQuery(filter);
    const read = await rowsRead(text, values);
    expect(read.scans).not.toContain("Seq Scan");
    expect(read.rows).toBeLessThan(1000);
  });

  it.each([
    ["an operation", "SELECT * FROM operations WHERE id = $1", ["operation 7"]],
    [
      "a caller's key",
      "SELECT * FROM operations WHERE key = $1 ORDER BY position DESC LIMIT 1",
      ["key 7"],
    ],
    ["the operations after one", operationsAfter, ["operation 70000", 500]],
    ["a history", "SELECT * FROM events WHERE operation = $1 ORDER BY position", ["operation 7"]],
    [
      "a lease",
      "SELECT * FROM leases WHERE list = $1 AND number = $2",
      ["example||1", "+12125000001"],
    ],
    ["what one name costs", "DELETE FROM costs WHERE name = $1", ["operation 7"]],
    ["the position", "SELECT coalesce(max(position), 0) FROM changes", []],
  ])("finds %s by an index", async (_, text, values) => {
    expect((await rowsRead(text, values)).scans).not.toContain("Seq Scan");
  });

  async function rowsRead(text: string, values: readonly unknown[]) {
    await place.sql("BEGIN");
    try {
      const found = await place.sql(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
      const nodes: Node[] = [];
      const visit = (node: Node) => {
        nodes.push(node);
        for (const one of node.Plans ?? []) visit(one);
      };
      // As PostgreSQL tells of a plan.
      const [plan] = found as readonly { readonly "QUERY PLAN": readonly [{ Plan: Node }] }[];
      if (plan) visit(plan["QUERY PLAN"][0].Plan);
      return {
        scans: nodes.map((node) => node["Node Type"]),
        rows: Math.max(
          ...nodes.map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)),
        ),
      };
    } finally {
      await place.sql("ROLLBACK");
    }
  }
});

interface Node {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}
