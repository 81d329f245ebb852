/** Why an operation cannot be written down, so that nothing is sent. */
export type LedgerProblem =
  | "read-only"
  | "full"
  /** The process, or the system, has as many files open as it may. */
  | "no-handles"
  /** The disk does not read or write what it should. */
  | "disk-error"
  | "busy"
  /** Another ledger has come into it, which is not closed for good yet. */
  | "half-moved"
  /** Written by a newer version than this one. */
  | "newer-version"
  /** The database that it is in does not answer. */
  | "unreachable"
  /** The database that answers may not be written: a standby, for one. */
  | "standby"
  /** It takes no more connections, or a pooler in front of it has none to lend. */
  | "crowded"
  /** It refuses something, and what is not known here. */
  | "database"
  | "failed";
