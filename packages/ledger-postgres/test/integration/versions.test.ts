import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLedger, toMoney } from "@leaseline/core";
import { moveLedger, sqliteStore } from "@leaseline/core/node";
import { escapeIdentifier } from "pg";
import { describe, expect, it } from "vitest";
import { stage, withoutPostgres } from "../support/stage.js";
import { another, request } from "../support/request.js";

/** As each version of the core's file has left them. */
const files = join(import.meta.dirname, "../../../core/test/fixture/ledgers");

describe.skipIf(withoutPostgres)("a ledger that another version shares", () => {
  it("is refused once its tables are of a newer version, also by who has it open", async () => {
    const place = stage();
    try {
      const ledger = createLedger(place.open());
      expect((await ledger.claim(request)).kind).toBe("claimed");
      await place.sql(
        `UPDATE ${escapeIdentifier(place.options.schema)}.ledger SET version = version + 1`,
      );
      const newer = { failure: { kind: "ledger-unavailable", reason: "newer-version" } };
      await expect(ledger.claim({ ...request, number: another })).rejects.toMatchObject(newer);
      await expect(ledger.operations()).rejects.toMatchObject(newer);
      await expect(createLedger(place.open()).position()).rejects.toMatchObject(newer);
    } finally {
      await place.close();
    }
  });

  it("gives nothing back that it does not understand, and loses nothing that another has added", async () => {
    const place = stage();
    const table = `${escapeIdentifier(place.options.schema)}.operations`;
    try {
      const ledger = createLedger(place.open());
      const claim = await ledger.claim({ ...request, kind: "release", lease });
      if (claim.kind !== "claimed") throw new Error(claim.kind);
      const { id } = claim.operation;
      await place.sql(`UPDATE ${table} SET lease = (lease::jsonb || '{"later":1}')::json`);
      await ledger.record(id, { kind: "sent" });
      const [row] = await place.sql(`SELECT lease->>'later' AS later FROM ${table}`);
      expect(row).toEqual({ later: "1" });
      for (const wrong of ["state = 'x'", "lease = '{}'", "form = 2", "failure = '7'"]) {
        await place.sql(`BEGIN; UPDATE ${table} SET ${wrong}; COMMIT`);
        await expect(ledger.find(id)).rejects.toMatchObject({
          failure: { kind: "ledger-unavailable", reason: "newer-version" },
        });
        await place.sql(
          `UPDATE ${table} SET state = 'sent', lease = NULL, form = 1, failure = NULL`,
        );
      }
      expect((await ledger.find(id))?.state).toBe("sent");
    } finally {
      await place.close();
    }
  });

  it.each([
    ["dropped", "DROP SCHEMA $ CASCADE", "is open"],
    ["dropped in part", "DROP TABLE $.notes", "is opened"],
    ["emptied", "TRUNCATE $.ledger", "is opened"],
  ])("says that tables are gone which were %s", async (_, change, when) => {
    const place = stage();
    try {
      const ledger = createLedger(place.open());
      await ledger.setCaps([]);
      await place.sql(change.replace("$", escapeIdentifier(place.options.schema)));
      const asked = when === "is open" ? ledger : createLedger(place.open());
      await expect(asked.setCaps([])).rejects.toMatchObject({
        failure: { kind: "bad-input", field: "ledger", reason: expect.stringContaining("tables") },
      });
    } finally {
      await place.close();
    }
  });

  it("is brought to this version from the first that there was", async () => {
    const place = stage();
    const schema = escapeIdentifier(place.options.schema);
    try {
      const ledger = createLedger(place.open());
      const claim = await ledger.claim(request);
      await ledger.keepList(request, [], await ledger.position());
      await ledger.close();
      await place.sql(
        `DROP TABLE ${schema}.keys; ALTER TABLE ${schema}.ledger DROP COLUMN settles_at;
         UPDATE ${schema}.lists SET read_at = NULL; ALTER TABLE ${schema}.lists DROP COLUMN is_whole;
         UPDATE ${schema}.ledger SET version = 1`,
      );
      const now = createLedger(place.open());
      expect(await now.setCaps([])).toBe(true);
      expect(await now.operations()).toEqual([claim.kind === "claimed" && claim.operation]);
      // Of a list of which not all could be read, that version kept no time.
      expect(await now.lists()).toMatchObject([
        { isWhole: false, readAt: expect.stringMatching(/Z$/) },
      ]);
    } finally {
      await place.close();
    }
  });

  it.each(readdirSync(files))("takes in all of a file as %s", async (file) => {
    const place = stage();
    const folder = mkdtempSync(join(tmpdir(), "leaseline-versions-"));
    const path = join(folder, "ledger.sqlite");
    copyFileSync(join(files, file), path);
    const source = sqliteStore(() => path);
    try {
      const before = await createLedger(source).operations();
      const moved = await moveLedger(source, place.open(), { to: "there" });
      expect(moved).toMatchObject({ operations: before.length });
      const ledger = createLedger(place.open());
      const settled = before.filter(({ state }) => state === "committed");
      expect(await ledger.operations({ states: ["committed"] })).toEqual(settled);
    } finally {
      await source.close();
      await place.close();
      rmSync(folder, { recursive: true });
    }
  });

  it("takes in a price with an interval at which nobody charges, and counts it every month", async () => {
    const place = stage();
    const folder = mkdtempSync(join(tmpdir(), "leaseline-versions-"));
    const source = sqliteStore(() => join(folder, "ledger.sqlite"));
    const price = { setup: null, recurring: toMoney("500.00", "USD"), intervalMonths: 1e16 };
    try {
      const before = createLedger(source);
      const claim = await before.claim({ ...request, price });
      if (claim.kind !== "claimed") throw new Error(claim.kind);
      const failure = { kind: "not-sent", reason: "cancelled" } as const;
      await before.record(claim.operation.id, { kind: "not-sent", failure });
      await before.keepList(request, [{ ...lease, price }], await before.position());
      const moved = await moveLedger(source, place.open(), { to: "there" });
      expect(moved).toMatchObject({ operations: 1, leases: 1 });
      const ledger = createLedger(place.open());
      const now = { ...lease, price: { ...price, intervalMonths: null } };
      await ledger.keepList(request, [now], await ledger.position());
      expect((await ledger.spending()).running).toEqual([price.recurring]);
    } finally {
      await source.close();
      await place.close();
      rmSync(folder, { recursive: true });
    }
  });

  it("is made once by all who come at the same moment", async () => {
    const place = stage();
    try {
      const ledgers = Array.from({ length: 12 }, () => createLedger(place.open()));
      expect(await Promise.all(ledgers.map((ledger) => ledger.position()))).toEqual(
        ledgers.map(() => 0),
      );
    } finally {
      await place.close();
    }
  });
});

const lease = {
  number: request.number,
  account: "a",
  provider: "example",
  leaseId: null,
  label: null,
  state: "active",
  country: null,
  type: null,
  place: null,
  features: [],
  price: null,
  provisioning: [],
  nextChargeAt: null,
  endsAt: null,
} as const;
