import type { Moved } from "./moved.js";

/** What a ledger says of itself. */
export interface LedgerStatus extends LedgerAbout {
  /** See `Ledger.position`. */
  readonly position: number;
  /** Those that may still write: each of them, until it has provably ended. */
  readonly sessions: readonly (LedgerSession & {
    /** How many operations it has that are not settled. */
    readonly open: number;
  })[];
  /** Null for one that is in use. */
  readonly moved: Moved | null;
  /** Whether it lacks what was written last, and the account of some list was not read since: nothing is leased before. */
  readonly rewound: boolean;
}

/** Which ledger it is. */
export interface LedgerAbout {
  /** Its path, or its address without a password. */
  readonly place: string;
  /** Of the form of its records: higher for each newer one. */
  readonly version: number;
}

/** A process or a window that has the ledger open, and has written in it. */
export interface LedgerSession {
  /** Its id. */
  readonly session: string;
  /** Who it is, as far as the ledger can tell: `process 4711`, with its machine where there are several. */
  readonly holder: string;
  /** ISO 8601, for people; null where nobody knows. */
  readonly since: string | null;
}

/** What a person should know about the ledger itself. */
export type LedgerNotice =
  /** The ledger's file was damaged. It was kept at `keptAt`, and `blocked` numbers in doubt are blocked. */
  | { readonly kind: "damaged"; readonly keptAt: string; readonly blocked: number }
  /** The ledger lacks what was written last, as one that was restored does. Every account has to be read before anything is leased. `at`: ISO 8601, when that was noticed. */
  | { readonly kind: "rewound"; readonly at: string };
