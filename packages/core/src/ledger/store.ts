import type { Lease } from "../domain/lease.js";
import type { Money } from "../domain/money.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SpendCap } from "../domain/spending.js";
import type { KnownLease, ListOwner, NumberNote, OperationFilter } from "./ledger.js";
import type { LedgerNotice } from "./status.js";
import type { Moved } from "./moved.js";
import type { Operation, OperationEntry } from "./operation.js";
import type { SendWindow } from "./send-window.js";
import type { LedgerAbout, LedgerSession } from "./status.js";

/**
 * Where a ledger's records are. It knows no rules: those are in `rules.ts`, once for every store. What it
 * has to give is one session's transactions, and to know which sessions are gone.
 */
export interface LedgerStore {
  readonly session: string;
  /** See `Ledger.sendWindow`. */
  readonly sendWindow?: SendWindow | null;
  /**
   * Throws where another ledger has been chosen since this one was opened: nothing is begun in it any more. Left out
   * where nobody chooses.
   */
  checkChosen?(): void;
  /**
   * All of `work` or nothing, as if nobody else wrote meanwhile, and durable when it resolves.
   * @param work - may be run again from the start where a transaction has to be, so it changes nothing but records.
   * @throws {LeaseError} `ledger-unavailable`, and what `work` throws.
   */
  write<Result>(work: (records: LedgerRecords) => Promise<Result>): Promise<Result>;
  /** The records as they were at one moment. */
  read<Result>(work: (records: LedgerView) => Promise<Result>): Promise<Result>;
  /**
   * Finishes the move that has brought everything here and was broken off then, where the ledger that it came from can
   * be reached from here. @returns whether it is finished.
   */
  finishArrival?(): Promise<boolean>;
  /** See `Ledger.changed`. */
  changed(since: number, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/** What can be read. */
export interface LedgerView {
  /** No write that resolved is beyond it, and every one up to it can be seen. */
  position(): Promise<number>;
  operation(id: string): Promise<Operation | null>;
  /** What a caller's key leads to: what {@link LedgerRecords.putKey} was told, else the newest one begun with it. */
  operationByKey(key: string): Promise<Operation | null>;
  /** All that {@link LedgerRecords.putKey} was told, in any order. */
  keys(): Promise<readonly KeptKey[]>;
  /** Newest first. */
  operations(filter: OperationFilter): Promise<readonly Operation[]>;
  history(id: string): Promise<readonly OperationEntry[]>;
  /** Operations with their histories, the oldest first: no more than `limit`, and only those after the one with that id. */
  page(after: string | null, limit: number): Promise<readonly RecordedOperation[]>;
  /** The same of these, in any order. What is not there is left out. */
  recorded(ids: readonly string[]): Promise<readonly RecordedOperation[]>;
  /** One list's, in the order of their numbers. */
  leases(list: string): Promise<readonly LeaseRecord[]>;
  lease(list: string, number: E164): Promise<LeaseRecord | null>;
  lists(): Promise<readonly ListRecord[]>;
  /** Of every list, the numbers that run and whose recurring price is not known. */
  unpriced(): Promise<readonly { readonly list: string; readonly number: E164 }[]>;
  /** What counts in that month, and what counts as long as it is there: one total for each kind and currency. */
  costs(month: string): Promise<readonly Pick<Cost, "kind" | "money">[]>;
  caps(): Promise<readonly SpendCap[]>;
  /** In the order of their numbers. */
  notes(): Promise<readonly NumberNote[]>;
  note(number: E164): Promise<NumberNote | null>;
  notices(): Promise<readonly LedgerNotice[]>;
  /** The latest month that the ledger has seen, such as `2026-11`; `""` at first. */
  month(): Promise<string>;
  /** Lists that are no newer than this say too little: what was written after it may have been lost. 0 when nothing was. */
  rewoundAt(): Promise<number>;
  /** What is booked against the caps, in the order of the names: all of it, or what is under these. */
  bookings(names?: readonly string[]): Promise<readonly Booking[]>;
  about(): Promise<LedgerAbout>;
  /** Those that have not provably ended. */
  sessions(): Promise<readonly LedgerSession[]>;
  /** Null while this ledger is in use. */
  moved(): Promise<Moved | null>;
  /** Whether {@link LedgerRecords.setTaken} was told of a move. */
  hasTaken(move: string): Promise<boolean>;
}

/** What can be written, and seen by what follows in the same transaction. */
export interface LedgerRecords extends LedgerView {
  /** The next position, or the last one of so many: at least one for every transaction that changes something. */
  advance(steps?: number): Promise<number>;
  /** Whether a session has provably ended. One of which nothing is known has not. */
  isGone(session: string): Promise<boolean>;
  insertOperation(operation: Operation, position: number): Promise<void>;
  /** Many at once, each with its history, as if one had been put in after the other. */
  insertRecorded(all: readonly RecordedOperation[]): Promise<void>;
  updateOperation(operation: Operation): Promise<void>;
  addEntry(id: string, entry: OperationEntry, position: number): Promise<void>;
  /** In the place of what stood under the key. Null drops it. */
  putKey(key: string, operation: string | null): Promise<void>;
  putLease(list: string, record: LeaseRecord): Promise<void>;
  /** Many at once. */
  putLeases(list: string, records: readonly LeaseRecord[]): Promise<void>;
  dropLease(list: string, number: E164): Promise<void>;
  putList(record: ListRecord): Promise<void>;
  dropList(list: string): Promise<void>;
  /** In the place of all that stood under the name. */
  putCosts(name: string, costs: readonly Cost[]): Promise<void>;
  /** The same for many names at once. */
  putBookings(bookings: readonly Booking[]): Promise<void>;
  setCaps(caps: readonly SpendCap[]): Promise<void>;
  /** In the place of what stood of the number. One that says nothing is dropped. */
  putNote(note: NumberNote): Promise<void>;
  setMonth(month: string): Promise<void>;
  setRewoundAt(position: number): Promise<void>;
  addNotice(notice: LedgerNotice): Promise<void>;
  /** From then on the rules write nothing here. Null takes it back. */
  setMoved(moved: Moved | null): Promise<void>;
  /** What another ledger held is here, with this transaction: it is not copied again. */
  setTaken(move: string): Promise<void>;
}

/** An operation, and all that was written down about it since it was claimed, oldest first. */
export interface RecordedOperation {
  readonly operation: Operation;
  readonly history: readonly OperationEntry[];
}

/** A caller's key, and the operation that it leads to: another wish had begun it. */
export interface KeptKey {
  readonly key: string;
  readonly operation: string;
}

/** Something that counts against the caps. */
export interface Cost {
  /** `running`: every month for as long as it is there. `once`: in one month. */
  readonly kind: "running" | "once";
  /** The month that it counts in; null while that is any month. */
  readonly month: string | null;
  readonly money: Money;
}

/** What {@link LedgerRecords.putCosts} has put under a name. */
export interface Booking {
  readonly name: string;
  readonly costs: readonly Cost[];
}

/** A number that is held, as far as is known. */
export interface LeaseRecord extends KnownLease {
  readonly lease: Lease;
  /** The last one that was known: a list may leave it out. */
  readonly price: Price | null;
  /** What leasing it cost at once beside the setup, and when: it is spent also when the number is given back. */
  readonly first: {
    readonly operation: string;
    readonly month: string;
    readonly money: Money;
  } | null;
  readonly position: number;
  /** Whether the last list did not have it. One list may be out of date: the next one decides. */
  readonly missed: boolean;
}

/** An account of which something is known. */
export interface ListRecord extends ListOwner {
  /** The identity, or what the account was called before ledgers knew identities. */
  readonly list: string;
  readonly readAt: string | null;
  /** The first one after it was begun: what was on its way then, it need not show. 0 when none was kept. */
  readonly position: number;
}

/** Whether it is paid for, and nobody knows how much. */
export function isUnpriced({ lease, price }: Pick<LeaseRecord, "lease" | "price">): boolean {
  return !price?.recurring && runs({ lease });
}

/** Whether it is paid for: what is given back at the end of what is paid for is not any more. */
export function runs({ lease: { state } }: Pick<LeaseRecord, "lease">): boolean {
  return state !== "releasing" && state !== "released";
}

/** The name of an account's list: its identity, or what it was called before ledgers knew identities. */
export function listOf({ identity, account }: ListOwner): string {
  return identity ?? `name:${account}`;
}
