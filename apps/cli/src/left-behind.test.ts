import { LeaseError, type LedgerStore, type SpendCap, toMoney } from "@leaseline/core";
import { sqliteStore, moveLedger } from "@leaseline/core/node";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { leftIn } from "./left-behind.js";

const elsewhere = "postgres://app@db.example:5432/leaseline";

let folder: string;
let stores: LedgerStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leaseline-left-"));
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it("is told of a ledger that another one has come into: it has not gone anywhere itself", async () => {
  const [source, own] = ["editor.sqlite", "ledger.sqlite"].map((name) => {
    const store = sqliteStore(() => join(folder, name));
    stores.push(store);
    return store;
  });
  if (!source || !own) throw new Error("two stores");
  const limit = toMoney("9.00", "USD");
  const caps: readonly SpendCap[] = limit ? [{ kind: "monthly", limit }] : [];
  await source.write((records) => records.setCaps(caps));
  // Ends before the source is marked as moved.
  let writes = 0;
  const failing: LedgerStore = {
    ...source,
    write: async (work) => {
      writes += 1;
      if (writes > 1) throw new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
      return source.write(work);
    },
  };
  await expect(moveLedger(failing, own, { to: join(folder, "ledger.sqlite") })).rejects.toThrow();
  expect(await leftIn(own, elsewhere)).toEqual({
    leftBehind: 0,
    capsLeft: caps,
    protectedLeft: [],
  });
});
