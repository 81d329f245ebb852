import { type LedgerStore, createLedger, openStates, toMoney } from "@leaseline/core";
import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationsAfter } from "../../src/many.js";
import type { Query } from "../../src/query.js";
import { recordsOf } from "../../src/records.js";
import { operationsQuery, viewOf } from "../../src/view.js";
import { type Stage, stage, withoutPostgres } from "../support/stage.js";
import { another, identity, number, request } from "../support/request.js";

const many = 100_000;
const counting = "one that counts what it reads";

describe.skipIf(withoutPostgres)("a ledger with 100,000 operations", () => {
  let place: Stage;
  let schema = "";

  beforeAll(async () => {
    place = stage();
    schema = escapeIdentifier(place.options.schema);
    // Its tables are small then, and it reads them whole.
    const first = place.open({ holder: counting });
    await createLedger(first).position();
    await close(first);
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
    await place.sql(
      `INSERT INTO keys SELECT 'kept ' || at, 'operation ' || at FROM generate_series(1, $1::integer) AS at`,
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
    ["those from before identities", { identity: null, account: "a3", limit: 1000 }],
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

  it("has an index for everything that is asked or written, word for word", async () => {
    const asked: (readonly [string, readonly unknown[]])[] = [];
    const query: Query = async (text, ...values) => {
      asked.push([text, values]);
      return place.sql(text, [...values]);
    };
    await place.sql("BEGIN");
    try {
      await everything(query);
      expect(asked.length).toBeGreaterThan(30);
      for (const [text, values] of asked) {
        const nodes = await planOf(`EXPLAIN (FORMAT JSON) ${text}`, values);
        const whole = nodes.filter((node) => node["Node Type"] === "Seq Scan");
        expect([text, whole.map((node) => node["Relation Name"]).filter(isLarge)]).toEqual([
          text,
          [],
        ]);
      }
    } finally {
      await place.sql("ROLLBACK");
    }
  });

  it("reads no large table from end to end as a session comes, leases and goes", async () => {
    const scans = async () =>
      Object.fromEntries(
        (
          await place.sql(
            `SELECT relname, seq_scan FROM pg_stat_user_tables WHERE schemaname = $1 ORDER BY relname`,
            [place.options.schema],
          )
        )
          .filter(({ relname }) => isLarge(relname))
          .map(({ relname, seq_scan }) => [relname, seq_scan]),
      );
    await place.sql("SELECT pg_stat_force_next_flush()");
    const before = await scans();
    // The second one has seen the ledger before.
    for (const round of [1, 2]) {
      const store = place.open({ holder: counting });
      const ledger = createLedger(store);
      const claim = await ledger.claim({ ...request, number: another, key: `round ${round}` });
      if (claim.kind !== "claimed") throw new Error(claim.kind);
      await ledger.record(claim.operation.id, { kind: "sent" });
      await ledger.record(claim.operation.id, {
        kind: "rejected",
        failure: { kind: "number-taken" },
      });
      await ledger.history(claim.operation.id);
      await ledger.operations({ states: openStates });
      await ledger.status();
      await ledger.spending();
      await close(store);
    }
    expect(await scans()).toEqual(before);
  });

  /** What a session has counted is told as its connections end, and before that only now and then. */
  async function close(store: LedgerStore): Promise<void> {
    await store.close();
    const left = () =>
      place.sql("SELECT FROM pg_stat_activity WHERE application_name = 'leaseline: ' || $1", [
        counting,
      ]);
    while ((await left()).length > 0);
  }

  /** Each of them once; what is read whole by its nature, as a ledger is moved, is left out. */
  async function everything(query: Query): Promise<void> {
    const own = { session: "session", channel: "channel", place: "place" };
    const standing = {
      now: new Date(),
      month: "",
      rewoundAt: 0,
      caps: [],
      moved: null,
      registered: true,
    };
    const records = recordsOf({ query, standing, progress: { last: null } }, own);
    const view = viewOf(query, "place");
    const id = "operation 70000";
    const operation = await view.operation(id);
    if (!operation) throw new Error("it is not there");
    const made = { ...operation, id: "made", state: "claimed" } as const;
    const money = toMoney("1", "USD");
    if (!money) throw new Error("it is no money");
    await view.position();
    await view.operationByKey("key 70000");
    await view.operationByKey("kept 70000");
    await view.history(id);
    await view.page(id, 500);
    await view.page(null, 500);
    await view.recorded([id, "operation 7"]);
    await view.leases("no list", [number]);
    await view.leasePage("no list", number, 500);
    await view.leasePage("no list", null, 500);
    await view.costs("2026-11");
    await view.unpriced();
    await view.bookings([id]);
    await view.notes();
    await view.notes([number]);
    await view.lastDone({ identity: made.identity, account: made.account }, [number]);
    await view.lastDone({ identity: null, account: made.account }, [number]);
    await view.lists();
    await view.caps();
    await view.notices();
    await view.sessions();
    await view.moved();
    await view.hasTaken("move");
    await view.month();
    await view.now?.();
    await view.rewoundAt();
    await records.isGone("nobody");
    await records.insertOperation(made, await records.advance());
    await records.insertRecorded([
      { operation: { ...made, id: "more", identity: null }, history: [] },
    ]);
    await records.updateOperations([{ ...made, state: "absent" }]);
    await records.addEntry("made", { event: { kind: "absent" }, at: "" }, await records.advance());
    await records.putKey("kept 7", null);
    await records.putKey("kept 8", id);
    await records.dropLeases("example||1", [number]);
    await records.putBookings([{ name: id, costs: [{ kind: "running", month: null, money }] }]);
    await records.putNotes([{ number, label: "Desk", isProtected: true }]);
    await records.setCaps([]);
    await records.setMonth("2026-11");
    await records.setTaken("move");
  }

  const isLarge = (name: unknown) =>
    ["operations", "events", "leases", "costs", "changes", "keys"].includes(String(name));

  async function planOf(text: string, values: readonly unknown[]): Promise<readonly Node[]> {
    const found = await place.sql(text, [...values]);
    const nodes: Node[] = [];
    const visit = (node: Node) => {
      nodes.push(node);
      for (const one of node.Plans ?? []) visit(one);
    };
    // As PostgreSQL tells of a plan.
    const [plan] = found as readonly { readonly "QUERY PLAN": readonly [{ Plan: Node }] }[];
    if (plan) visit(plan["QUERY PLAN"][0].Plan);
    return nodes;
  }

  async function rowsRead(text: string, values: readonly unknown[]) {
    await place.sql("BEGIN");
    try {
      const nodes = await planOf(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
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
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}
