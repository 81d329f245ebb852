import { join } from "node:path";
import type { Ledger } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";

/** This machine's ledger. Opened with the first call. */
export function openLedger(folder: string): Ledger {
  return sqliteLedger({ path: join(folder, "ledger.sqlite") });
}
