import type { SpendCap } from "../domain/spending.js";
import type { NumberNote } from "./ledger.js";
import type { Moved } from "./moved.js";
import type { Operation, OperationEntry } from "./operation.js";
import type { LedgerNotice } from "./status.js";
import type { Cost, LeaseRecord, ListRecord } from "./store.js";

/** What the sessions of one ledger in memory share: for its own store to read and write. */
export interface MemoryRecords {
  readonly operations: Map<string, Operation>;
  readonly histories: Map<string, readonly OperationEntry[]>;
  readonly leases: Map<string, LeaseRecord>;
  readonly lists: Map<string, ListRecord>;
  readonly costs: Map<string, readonly Cost[]>;
  readonly notes: Map<string, NumberNote>;
  readonly sessions: Set<string>;
  readonly taken: Set<string>;
  /** What a caller's key leads to that another request had begun. */
  readonly keys: Map<string, string>;
  notices: readonly LedgerNotice[];
  moved: Moved | null;
  caps: readonly SpendCap[];
  month: string;
  position: number;
  rewoundAt: number;
  /** The end of the queue: one transaction at a time. */
  turn: Promise<unknown>;
  /** Whoever waits for the next change. */
  readonly waiting: Set<() => void>;
}

/** Those of a new ledger: give them to {@link memoryLedger} once for each session. */
export function memoryRecords(): MemoryRecords {
  return {
    operations: new Map(),
    histories: new Map(),
    leases: new Map(),
    lists: new Map(),
    costs: new Map(),
    notes: new Map(),
    sessions: new Set(),
    taken: new Set(),
    keys: new Map(),
    notices: [],
    moved: null,
    caps: [],
    month: "",
    position: 0,
    rewoundAt: 0,
    turn: Promise.resolve(),
    waiting: new Set(),
  };
}
