import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLedger } from "@leaseline/core";
import { escapeIdentifier } from "pg";
import { describe, expect, it } from "vitest";
import { postgresStore } from "../../src/index.js";
import { stage, withoutPostgres } from "../support/stage.js";
import { identity, wish } from "../support/wish.js";

const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
/** What an administrator is told to run; the passwords are his to choose. */
const given = /```sql\n([^]*?)```/.exec(readme)?.[1] ?? "";

describe.skipIf(withoutPostgres)("a role with no more rights than the README gives it", () => {
  it("leases, is refused what it need not do, and makes no tables", async () => {
    const place = stage();
    const { schema, connection } = place.options;
    const role = `role_${process.pid}`;
    const own = connection.replace("postgres@", `${role}@`);
    const sql = given
      .replaceAll("DATABASE leaseline", "DATABASE postgres")
      .replaceAll("leaseline_app", role)
      .replaceAll("leaseline_owner", `${role}_owner`)
      .replaceAll(/\bleaseline\b/g, escapeIdentifier(schema));
    try {
      const [before, after] = sql.split(/-- Then open the ledger once.*\n/);
      await place.sql(before ?? "");
      const without = postgresStore({ ...place.options, connection: own });
      await expect(without.read((view) => view.position())).rejects.toMatchObject({
        failure: { kind: "bad-input", field: "ledger" },
      });
      await without.close();
      const owner = place.open({ connection: connection.replace("postgres@", `${role}_owner@`) });
      await createLedger(owner).position();
      await place.sql(after ?? "");

      const ledger = createLedger(place.open({ connection: own }));
      const account = { identity, account: "a" };
      await ledger.keepList(account, [], await ledger.position());
      await ledger.setCaps([]);
      const claim = await ledger.claim(wish);
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
        `${tables}; DROP TABLE keys; UPDATE ledger SET version = 1; RESET search_path`,
      );
      const again = () =>
        createLedger(place.open({ connection: own })).claim({ ...wish, key: "k" });
      await expect(again()).rejects.toMatchObject({
        failure: { kind: "bad-input", reason: expect.stringContaining("open the ledger once as") },
      });
      const newer = place.open({ connection: connection.replace("postgres@", `${role}_owner@`) });
      await createLedger(newer).position();
      await expect(again()).rejects.toMatchObject({
        failure: { kind: "bad-input", reason: expect.stringContaining("rights") },
      });
      await place.sql(after ?? "");
      expect((await again()).kind).toBe("held");
    } finally {
      await place.sql("RESET ROLE");
      await place.close();
    }
  });
});
