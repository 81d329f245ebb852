import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Ledger } from "../../src/ledger/ledger.js";
import { memoryLedger } from "../../src/ledger/memory-ledger.js";
import { memoryRecords } from "../../src/ledger/memory-records.js";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";

/** One ledger, of which sessions can be opened as by several windows. */
export type OpenSession = () => Ledger;

/** Every kind of ledger there is; what is promised of one is promised of all. */
export const ledgerKinds: readonly { readonly name: string; readonly start: () => OpenSession }[] =
  [
    {
      name: "in memory",
      start: () => {
        const records = memoryRecords();
        return () => memoryLedger(records);
      },
    },
    {
      name: "in a file",
      start: () => {
        const path = newPath();
        return () => openFile(path);
      },
    },
  ];

/** A session of the ledger in a file, for as long as the test runs. */
export function openFile(path: string): Ledger {
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** The path of a ledger that is not there yet. */
export const newPath = () => join(temporaryFolder(), "ledger.sqlite");

/** A folder for as long as the test that asked for it runs. */
export function temporaryFolder(place = tmpdir()): string {
  const folder = mkdtempSync(join(place, "leaseline-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
