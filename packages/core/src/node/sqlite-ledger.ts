import { checkOptions } from "../errors/check-options.js";
import type { Ledger } from "../ledger/ledger.js";
import { createLedger } from "../ledger/rules.js";
import { ledgerPlace } from "./ledger-place.js";
import { sqliteStore } from "./sqlite/store.js";

/** Where a ledger's file is. */
export interface SqliteLedgerOptions {
  /**
   * The whole path of the file; made with its folder when it is not there. Beside it stand a log and a folder of
   * locks. Left out, it is the one that every program of this user has: see {@link ledgerPlace}.
   */
  readonly path?: string | undefined;
}

/**
 * A ledger in a file, shared by every process and window that opens it. Opened with the first call.
 * A path that depends on the working directory, or that is on a network or in a folder that others can write in, and a
 * file that can be opened in two places, are refused as `bad-input`. A file that cannot be written, is damaged, or is of
 * a newer version, never lets anything be sent: see the `ledger-unavailable` failure and {@link Ledger.notices}.
 * @throws {LeaseError} `bad-input` for an option that is not read: with a misspelt path, it would be another ledger.
 */
export function sqliteLedger(options: SqliteLedgerOptions = {}): Ledger {
  checkOptions(options, { path: "text" }, arguments);
  const { path } = options;
  return createLedger(sqliteStore(() => path ?? ledgerPlace().ledger));
}
