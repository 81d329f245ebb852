import type { Money } from "../domain/money.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SpendCap } from "../domain/spending.js";
import type { KnownLease, KnownLeases, ListOwner, NumberNote, OperationFilter } from "./ledger.js";
import type { LedgerNotice } from "./status.js";
import type { Moved } from "./moved.js";
import type { Operation, OperationEntry } from "./operation.js";
import type { SendWindow } from "./send-window.js";
import type { LedgerAbout, LedgerSession } from "./status.js";

/**
 * Stores a ledger's records. The rules are not here but in `rules.ts`, once for every store. A store provides one
 * session's transactions, and knows which sessions are gone.
 */
export interface LedgerStore {
  /** See `Ledger.session`. */
  readonly session: string;
  /** See `Ledger.sendWindow`. */
  readonly sendWindow?: SendWindow | null;
  /**
   * Throws where another ledger has been chosen since this one was opened: nothing is begun in it any more. Left out
   * where nobody chooses.
   */
  checkChosen?(): void;
  /**
   * Runs `work` in a serializable transaction that is durable when it resolves.
   * @param work - is run again if the transaction has to be retried, so it must change nothing but records.
   * @throws {LeaseError} `ledger-unavailable`, and what `work` throws.
   */
  write<Result>(work: (records: LedgerRecords) => Promise<Result>): Promise<Result>;
  /** Reads from a snapshot. */
  read<Result>(work: (records: LedgerView) => Promise<Result>): Promise<Result>;
  /**
   * Finishes an interrupted move into this ledger, if the ledger that it came from can be reached.
   * @returns whether it is finished.
   */
  finishArrival?(): Promise<boolean>;
  /** See `Ledger.changed`. */
  changed(since: number, signal: AbortSignal): Promise<number>;
  /** Ends the session, also for {@link LedgerRecords.isGone}. */
  close(): Promise<void>;
}

/** The operations of a read transaction. */
export interface LedgerView {
  /**
   * The time of day by a clock that all sessions share, such as a database's; for a write, not before nobody else writes.
   * Left out where they share that of their machine.
   */
  now?(): Promise<Date>;
  /** Every write that has resolved is at or before this position, and everything up to it is visible. */
  position(): Promise<number>;
  /** Null where there is none. */
  operation(id: string): Promise<Operation | null>;
  /** The operation of a caller's key: the one set by {@link LedgerRecords.putKey}, else the newest one begun with the key. */
  operationByKey(key: string): Promise<Operation | null>;
  /** All keys set by {@link LedgerRecords.putKey}, in any order. */
  keys(): Promise<readonly KeptKey[]>;
  /** Newest first. */
  operations(filter: OperationFilter): Promise<readonly Operation[]>;
  /** Its events since it was claimed, oldest first. */
  history(id: string): Promise<readonly OperationEntry[]>;
  /** At most `limit` operations with their histories, oldest first, starting after the one with the id `after`. */
  page(after: string | null, limit: number): Promise<readonly RecordedOperation[]>;
  /** The operations with these ids and their histories, in any order. Unknown ids are left out. */
  recorded(ids: readonly string[]): Promise<readonly RecordedOperation[]>;
  /** At most `limit` leases of one list, ordered by number, starting after `after`. */
  leasePage(list: string, after: E164 | null, limit: number): Promise<readonly LeaseRecord[]>;
  /** The leases of these numbers in one list, in any order. Numbers that it does not have are left out. */
  leases(list: string, numbers: readonly E164[]): Promise<readonly LeaseRecord[]>;
  /** The newest committed operation of each of these numbers at this account, in any order. Numbers without one are left out. */
  lastDone(owner: ListOwner, numbers: readonly E164[]): Promise<readonly Operation[]>;
  /** Ordered by `list`, without their leases. */
  lists(): Promise<readonly ListRecord[]>;
  /** In all lists, the running numbers whose recurring price is unknown. */
  unpriced(): Promise<readonly { readonly list: string; readonly number: E164 }[]>;
  /** The costs of that month and of later ones, and the running ones: one total for each kind and currency. */
  costs(month: string): Promise<readonly Pick<Cost, "kind" | "money">[]>;
  /** As {@link LedgerRecords.setCaps} left them; none at first. */
  caps(): Promise<readonly SpendCap[]>;
  /** Ordered by number: all, or those of these numbers. */
  notes(numbers?: readonly E164[]): Promise<readonly NumberNote[]>;
  /** Oldest first. */
  notices(): Promise<readonly LedgerNotice[]>;
  /** The latest month in which it has booked something, such as `2026-11`; `""` at first, also after a move into it. */
  month(): Promise<string>;
  /** The position up to which lists do not count, because later writes may have been lost. 0 if nothing was lost. */
  rewoundAt(): Promise<number>;
  /** The bookings against the caps, ordered by name: all, or those with these names. */
  bookings(names?: readonly string[]): Promise<readonly Booking[]>;
  /** Which ledger it is, for people. */
  about(): Promise<LedgerAbout>;
  /** Sessions that have not provably ended. */
  sessions(): Promise<readonly LedgerSession[]>;
  /** Null while this ledger is in use. */
  moved(): Promise<Moved | null>;
  /** Whether {@link LedgerRecords.setTaken} was called for this move. */
  hasTaken(move: string): Promise<boolean>;
}

/**
 * The operations of a write transaction, which sees its own writes. What there can be many of is written many at a time:
 * everybody else waits until all of it is written, and a store may be a network away.
 */
export interface LedgerRecords extends LedgerView {
  /** Advances the position and returns it. Every transaction that changes something advances it at least once. */
  advance(steps?: number): Promise<number>;
  /** Whether a session has provably ended. An unknown session has not. */
  isGone(session: string): Promise<boolean>;
  /** A new one. @throws where an open operation of a known account has its number. */
  insertOperation(operation: Operation, position: number): Promise<void>;
  /** Inserts many operations with their histories, in this order. */
  insertRecorded(all: readonly RecordedOperation[]): Promise<void>;
  /** Replaces those with the same ids. */
  updateOperations(operations: readonly Operation[]): Promise<void>;
  /** At the end of an operation's history. */
  addEntry(id: string, entry: OperationEntry, position: number): Promise<void>;
  /** Sets or replaces the key's operation. Null deletes it. */
  putKey(key: string, operation: string | null): Promise<void>;
  /** Sets or replaces the leases of a list, by number. */
  putLeases(list: string, records: readonly LeaseRecord[]): Promise<void>;
  /** Those that are there. */
  dropLeases(list: string, numbers: readonly E164[]): Promise<void>;
  /** Sets or replaces it. Its leases stay. */
  putList(record: ListRecord): Promise<void>;
  /** Without its leases: see {@link LedgerRecords.dropLeases}. */
  dropList(list: string): Promise<void>;
  /** Replaces all costs booked under each of the names. */
  putBookings(bookings: readonly Booking[]): Promise<void>;
  /** Replaces all of them. */
  setCaps(caps: readonly SpendCap[]): Promise<void>;
  /** Sets or replaces the numbers' notes. An empty note is deleted. */
  putNotes(notes: readonly NumberNote[]): Promise<void>;
  /** See {@link LedgerView.month}. */
  setMonth(month: string): Promise<void>;
  /** See {@link LedgerView.rewoundAt}. */
  setRewoundAt(position: number): Promise<void>;
  /** Beside those that are there. */
  addNotice(notice: LedgerNotice): Promise<void>;
  /** From then on the rules refuse every write. Null undoes that. */
  setMoved(moved: Moved | null): Promise<void>;
  /** Records, in the transaction that copies another ledger's content, that this move is done: it is not copied again. */
  setTaken(move: string): Promise<void>;
}

/** An operation with its events since it was claimed, oldest first. */
export interface RecordedOperation {
  readonly operation: Operation;
  readonly history: readonly OperationEntry[];
}

/** A caller's key, and the operation that answered it, which another request had begun. */
export interface KeptKey {
  readonly key: string;
  readonly operation: string;
}

/** An amount that counts against the caps. */
export interface Cost {
  /** `running`: counts every month while it is there. `once`: in one month. */
  readonly kind: "running" | "once";
  /** The month in which it counts, and before which; null for every month. */
  readonly month: string | null;
  /** One amount of one currency. */
  readonly money: Money;
}

/** The costs that {@link LedgerRecords.putBookings} stored under a name. */
export interface Booking {
  readonly name: string;
  readonly costs: readonly Cost[];
}

/** A number that is held, as far as the ledger knows. */
export interface LeaseRecord extends KnownLease {
  /** The last known price: a list may leave it out. */
  readonly price: Price | null;
  /** The first charge besides the setup, and its month: it is spent even if the number is released. */
  readonly first: {
    readonly operation: string;
    readonly month: string;
    readonly money: Money;
  } | null;
  readonly position: number;
  /** Whether the last list lacked it. One list may be out of date: the next one decides. */
  readonly missed: boolean;
}

/** An account's list. */
export interface ListRecord extends ListOwner, Pick<KnownLeases, "readAt" | "isWhole"> {
  /** The identity, or the account's name for lists from before ledgers had identities. */
  readonly list: string;
  /** The first position after reading the list began: it may lack requests that were on their way then. 0 without a list. */
  readonly position: number;
}
