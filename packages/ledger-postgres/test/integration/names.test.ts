import { type SpendCap, toMoney } from "@leaseline/core";
import { escapeIdentifier } from "pg";
import { describe, expect, it } from "vitest";
import { postgresLedger } from "../../src/index.js";
import { stage, withoutPostgres } from "../support/stage.js";

/** Nobody listens there. */
const nowhere = "postgres://app@127.0.0.1:9/fleet";
const refused = (reason: RegExp) => ({
  failure: { kind: "bad-input", field: "ledger", reason: expect.stringMatching(reason) },
});

describe("a name that PostgreSQL would not keep as it is", () => {
  it.each([
    ["is empty", ""],
    ["has a null in it", "lease\0line"],
    ["has half a character in it", "lease\ud83d"],
    ["is longer than 63 bytes", "x".repeat(64)],
    ["is longer than 63 bytes, and not than 63 characters", "ü".repeat(32)],
    ["begins as PostgreSQL's own", "pg_leaseline"],
    ["is PostgreSQL's own", "information_schema"],
  ])("is refused before anything is connected to, where that of a schema %s", async (_, schema) => {
    const ledger = postgresLedger({ connection: nowhere, schema });
    await expect(ledger.caps()).rejects.toMatchObject(refused(/PostgreSQL/));
  });

  it("is refused where nobody reads it: with a misspelt schema it would be another ledger", () => {
    const misspelt = { connection: nowhere, shema: "fleet" };
    expect(() => postgresLedger(misspelt)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ kind: "bad-input", field: "shema" }),
      }),
    );
  });

  it.each([
    `postgres://app@127.0.0.1:9/${"x".repeat(64)}`,
    "postgres://app@127.0.0.1:9/a%00b",
    `postgres://${"x".repeat(64)}@127.0.0.1:9/fleet`,
    "postgres://app@127.0.0.1:9/%E0%A4%A",
    `${nowhere}?schema=${"x".repeat(64)}`,
    `${nowhere}?options=-csearch_path%3Dother`,
    // What people write who do not know that a password's odd characters are written as %2F and the like.
    "postgres://app:12/34@127.0.0.1:9/fleet",
    "postgres://app:12@34@127.0.0.1:9/fleet/x",
    `${nowhere}#fragment`,
    // A socket of the system's, and several hosts: PostgreSQL's own programs understand them.
    "postgres://app@%2Fvar%2Frun%2Fpostgresql/fleet",
    "postgres://app@127.0.0.1,127.0.0.2/fleet",
  ])("is refused in an address: %s", async (connection) => {
    await expect(postgresLedger({ connection }).caps()).rejects.toMatchObject(refused(/./));
  });
});

it.skipIf(withoutPostgres)("a schema of 63 bytes is met by no longer name", async () => {
  const place = stage();
  const schema = place.options.schema.padEnd(63, "x");
  const cap: SpendCap = { kind: "monthly", limit: toMoney("5", "USD") ?? fail() };
  const [first, second] = [schema, `${schema}y`].map((name) =>
    postgresLedger({ ...place.options, schema: name }),
  );
  try {
    await first?.setCaps([cap]);
    await expect(second?.caps()).rejects.toMatchObject(refused(/63 bytes/));
  } finally {
    await first?.close();
    await place.sql(`DROP SCHEMA ${escapeIdentifier(schema)} CASCADE`);
    await place.close();
  }
});

function fail(): never {
  throw new Error("it is no money");
}
