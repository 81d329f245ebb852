import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LeaseError, createLedger } from "@leaseline/core";
import { escapeIdentifier } from "pg";
import { describe, expect, it } from "vitest";
import { postgresStore } from "../../src/index.js";
import { stage, withoutPostgres } from "../support/stage.js";
import { identity, request } from "../support/request.js";

const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
/** What an administrator is told to run; the passwords are his to choose. */
const given = /```sql\n([^]*?)```/.exec(readme)?.[1] ?? "";

describe.skipIf(withoutPostgres)("a role with no more rights than the README gives it", () => {
  it("leases, is refused what it need not do, and makes no tables", async () => {
    const place = stage();
    const { schema, connection } = place.options;
    const role = `role_${process.pid}`;
    const own = connection.replace("postgres@", `${role}@`);
    const { before, after } = sqlFor(schema, role);
    try {
      await place.sql(before);
      const without = postgresStore({ ...place.options, connection: own });
      await expect(without.read((view) => view.position())).rejects.toMatchObject({
        failure: { kind: "bad-input", field: "ledger" },
      });
      await without.close();
      const owner = place.open({ connection: connection.replace("postgres@", `${role}_owner@`) });
      await createLedger(owner).position();
      await place.sql(after);

      const ledger = createLedger(place.open({ connection: own }));
      const account = { identity, account: "a" };
      await ledger.keepList(account, [], await ledger.position());
      await ledger.setCaps([]);
      const claim = await ledger.claim(request);
      expect(claim.kind).toBe("claimed");
      if (claim.kind !== "claimed") return;
      const changed = ledger.changed(await ledger.position(), AbortSignal.timeout(10_000));
      await ledger.record(claim.operation.id, { kind: "sent" });
      await changed;
      await ledger.forget(account);
      expect((await ledger.status()).sessions).toHaveLength(1);
      await place.sql(`SET ROLE ${role}`);
      for (const refused of [
        "DELETE FROM operations",
        "DELETE FROM events",
        "UPDATE events SET at = ''",
        "TRUNCATE operations",
        "DROP TABLE operations",
        "CREATE TABLE more ()",
      ])
        await expect(
          place.sql(`SET search_path TO ${escapeIdentifier(schema)}; ${refused}`),
        ).rejects.toThrow(/permission denied|must be owner/);
      await place.sql("RESET ROLE");

      // The tables of the version before, as it left them.
      const tables = `SET search_path TO ${escapeIdentifier(schema)}`;
      await place.sql(
        `${tables}; DROP TABLE keys; ALTER TABLE lists DROP COLUMN is_whole; UPDATE ledger SET version = 1; RESET search_path`,
      );
      const again = () =>
        createLedger(place.open({ connection: own })).claim({ ...request, key: "k" });
      await expect(again()).rejects.toMatchObject({
        failure: { kind: "bad-input", reason: expect.stringContaining("open the ledger once as") },
      });
      const newer = place.open({ connection: connection.replace("postgres@", `${role}_owner@`) });
      await createLedger(newer).position();
      await expect(again()).rejects.toMatchObject({
        failure: { kind: "bad-input", reason: expect.stringContaining("rights") },
      });
      await place.sql(after);
      expect((await again()).kind).toBe("held");
    } finally {
      await place.sql("RESET ROLE");
      await place.close();
    }
  });

  it("begins nothing without one of its rights, also where that is wanted only once it was sent", async () => {
    const place = stage();
    const { schema, connection } = place.options;
    const role = `role_${process.pid}_without`;
    const { before, after } = sqlFor(schema, role);
    try {
      await place.sql(before);
      await createLedger(place.open()).position();
      await place.sql(after);
      const rights = await place.sql(
        `SELECT privilege_type AS one, table_name AS name FROM information_schema.role_table_grants
         WHERE grantee = $1 AND NOT (privilege_type = 'INSERT' AND table_name = 'ledger')`,
        [role],
      );
      const begun = [];
      for (const { one, name } of rights) {
        const table = `${escapeIdentifier(schema)}.${String(name)}`;
        await place.sql(`REVOKE ${String(one)} ON ${table} FROM ${role}`);
        const store = place.open({ connection: connection.replace("postgres@", `${role}@`) });
        const kind = await createLedger(store)
          .claim(request)
          .then(
            (claim) => claim.kind,
            (error: unknown) => LeaseError.isInstance(error) && error.failure.kind,
          );
        if (kind !== "bad-input") begun.push(`${String(one)} on ${String(name)}: ${kind}`);
        await store.close();
        await place.sql(`GRANT ${String(one)} ON ${table} TO ${role}`);
      }
      expect(rights.length).toBeGreaterThan(30);
      expect(begun).toEqual([]);
    } finally {
      await place.close();
    }
  });
});

/** What the README has, for this schema and this role. */
function sqlFor(schema: string, role: string) {
  const [before = "", after = ""] = given
    .replaceAll("DATABASE leaseline", "DATABASE postgres")
    .replaceAll("leaseline_app", role)
    .replaceAll("leaseline_owner", `${role}_owner`)
    .replaceAll(/\bleaseline\b/g, escapeIdentifier(schema))
    .split(/-- Then open the ledger once.*\n/);
  return { before, after };
}
