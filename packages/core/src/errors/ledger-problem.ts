/** Why an operation cannot be written down, so that nothing is sent. */
export type LedgerProblem =
  /** Its file or its folder may not be written. */
  | "read-only"
  /** There is no room on the disk. */
  | "full"
  /** The process, or the system, has as many files open as it may. */
  | "no-handles"
  /** The disk does not read or write what it should. */
  | "disk-error"
  /** Others are at it, and its turn did not come in time; of a move, something is under way. */
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
  /** Anything else. */
  | "failed";
