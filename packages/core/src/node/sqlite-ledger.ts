import type { Ledger } from "../ledger/ledger.js";
import { createLedger } from "../ledger/rules.js";
import { sqliteStore } from "./sqlite/store.js";

export interface SqliteLedgerOptions {
  /** The file; made with its folder when it is not there. Beside it stand a log and a folder of locks. */
  readonly path: string;
}

/**
 * A ledger in a file, shared by every process and window that opens it. Opened with the first call.
 * A file that cannot be written, is damaged, or is of a newer version, never lets anything be sent:
 * see the `ledger-unavailable` failure and {@link Ledger.notices}.
 */
export function sqliteLedger({ path }: SqliteLedgerOptions): Ledger {
  return createLedger(sqliteStore(path));
}
