import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SpendCap, SpendGap, SpendRefusal, Spending } from "../domain/spending.js";
import type {
  Operation,
  OperationEntry,
  OperationEvent,
  OperationState,
  Wish,
} from "./operation.js";
import type { SendWindow } from "./send-window.js";
import type { LedgerNotice, LedgerStatus } from "./status.js";

/**
 * Where operations are written down before anything is sent, and what is known of the numbers held.
 * Every call is atomic and durable when it resolves. A number exists once in the world, so it is held by at
 * most one open operation, whatever account that is of, and until that operation ends: no clock ends it.
 *
 * A ledger is opened as a session, one for each process or window. The operations that a session began
 * are its own for as long as it lives, which the ledger has to be able to tell without a clock.
 *
 * Every call throws {@link LeaseError} `ledger-unavailable` when it cannot be carried out.
 */
export interface Ledger {
  /** Names this session, also where the object is wrapped in another one. */
  readonly session: string;
  /** Null where a session that is taken over has provably ended. */
  readonly sendWindow: SendWindow | null;
  /** Says which accounts this session leases with: a monthly cap needs the list of each of them. */
  connect(accounts: readonly LedgerAccount[]): void;
  /**
   * Begins an operation and reserves its price, unless something stands against it.
   * @param caps - the caller's own. Those of the ledger hold as well: the strictest decides.
   * @param refuted - the operation that this ledger says has done it, where a read has shown since that it is
   * not so any more.
   */
  claim(wish: Wish, caps?: readonly SpendCap[], refuted?: string | null): Promise<Claim>;
  /**
   * From then on a wish's key leads to what had been begun without it, where that is the same wish.
   * @returns whether it does: another wish may have been given the key since somebody looked.
   */
  keepKey(wish: Standable, operationId: string): Promise<boolean>;
  /** What is known of a wish without beginning it; null when nothing is. */
  standing(wish: Standable): Promise<Standing | null>;
  /**
   * Writes down what happened to an operation.
   * @throws RangeError for a transition that is not one, or an open operation of another session. A person's
   * `abandoned` is taken from any session, once the one that the operation belongs to is gone.
   */
  record(operationId: string, event: OperationEvent): Promise<Operation>;
  /**
   * Makes an open operation this session's own when the one that it belonged to is gone.
   * @param identities - of the accounts that can be asked about it here.
   * @returns null when that session still lives, the operation is of none of these accounts, or is not open.
   */
  takeOver(operationId: string, identities: readonly AccountIdentity[]): Promise<Operation | null>;
  find(operationId: string): Promise<Operation | null>;
  /** Newest first. */
  operations(filter?: OperationFilter): Promise<readonly Operation[]>;
  /** Everything that was written down about an operation since it was claimed, oldest first. */
  history(operationId: string): Promise<readonly OperationEntry[]>;
  /** Grows with everything that is written. Taken before a list is read, it tells what is newer than the list. */
  position(): Promise<number>;
  /** Resolves with the position once it has gone beyond `since`, by whoever's doing, or with what it is when the signal ends the wait. */
  changed(since: number, signal: AbortSignal): Promise<number>;
  /**
   * Keeps an account's complete list of leases. What was written down about a number after `since`, and
   * numbers with an open operation, stay as they are: the list may be older. A number that is missing is
   * not told of any more, and counts as paid for until the next list agrees. So does a price that is missing.
   */
  keepList(account: LedgerAccount, leases: readonly Lease[], since: number): Promise<void>;
  /** What is known of every account's leases. */
  lists(): Promise<readonly KnownLeases[]>;
  /** What people have said of numbers, in the numbers' order. */
  notes(): Promise<readonly NumberNote[]>;
  /**
   * Says something of a number: for every account, program and window that uses this ledger. A number that is
   * protected is not released: `claim` refuses it. What is left out stays as it is.
   * @throws {LeaseError} `in-progress`: it is too late to protect a number while it is being released.
   */
  note(number: E164, changes: NoteChanges): Promise<NumberNote>;
  /** Takes over how an account's number is called, where its provider keeps that: a list says so only later. */
  keepLabel(account: LedgerAccount, number: E164, label: string | null): Promise<void>;
  /** What is paid or reserved, in the currencies' own units, rounded up. */
  spending(): Promise<Spending>;
  /**
   * What a person says that a number costs, wherever the last list of it does not: what a later one says holds again.
   * @returns whether it was needed: false for a number that is not held here, and where the provider says it.
   */
  statePrice(number: E164, price: Price): Promise<boolean>;
  /** The caps that hold for everybody who uses this ledger. */
  caps(): Promise<readonly SpendCap[]>;
  /**
   * @param instead - of these: where others hold by now, nothing is changed.
   * @returns whether they were set.
   */
  setCaps(caps: readonly SpendCap[], instead?: readonly SpendCap[]): Promise<boolean>;
  /** Drops an account's list, and what was read under its name before ledgers knew identities. Its operations stay. */
  forget(account: ListOwner): Promise<void>;
  /**
   * Gives what is known of one account to another one, when a person says that they are the same: after its
   * key was replaced, or of a ledger that did not know identities yet.
   */
  succeed(before: ListOwner, now: LedgerAccount): Promise<void>;
  /** What a person should know about the ledger itself. */
  notices(): Promise<readonly LedgerNotice[]>;
  /** Also of one that was moved. */
  status(): Promise<LedgerStatus>;
  /** Ends the session. Its open operations can be taken over from now on. */
  close(): Promise<void>;
}

/** An account: what it is, and what people call it. */
export type LedgerAccount = { readonly identity: AccountIdentity; readonly account: AccountId };

/** Whose a list is; `identity` is null for what was read before ledgers knew identities. */
export interface ListOwner {
  readonly identity: AccountIdentity | null;
  readonly account: AccountId;
}

/** Of a wish, what tells whether it is the same as another one. */
export type Standable = Pick<Wish, "kind" | "identity" | "account" | "number" | "key">;

/** What stands against a wish before anything is begun. */
export type Standing =
  /** An open operation has the number, of whatever account and kind. */
  | { readonly kind: "held"; readonly by: Operation }
  /** It has been done: `named` by the caller's key, for ever; else until something that was heard since says otherwise. */
  | { readonly kind: "done"; readonly by: Operation; readonly named: boolean }
  /** The number is, or may be, held with a key that the same account may have had before: its complete list tells. */
  | { readonly kind: "perhaps-own" }
  /** The caller's key belongs to another wish. */
  | { readonly kind: "key-taken"; readonly by: Operation };

export type Claim =
  | { readonly kind: "claimed"; readonly operation: Operation }
  | Standing
  | { readonly kind: "over-cap"; readonly refusal: SpendRefusal }
  /** A person has said that the number must not be released. */
  | { readonly kind: "protected" }
  /** What counts against a cap is not known. */
  | { readonly kind: "unpriced"; readonly gap: SpendGap }
  | {
      readonly kind: "unlisted";
      /** Whose complete lists have to be kept before anything is leased. */
      readonly identities: readonly AccountIdentity[];
      /** `cap`: a monthly cap knows nothing of them. `rewound`: the ledger has lost what was written last. */
      readonly because: "cap" | "rewound";
    };

export interface OperationFilter {
  readonly states?: readonly OperationState[] | undefined;
  readonly identity?: AccountIdentity | undefined;
  /** By what people called the account when it began. */
  readonly account?: AccountId | undefined;
  readonly number?: E164 | undefined;
  /** No more than these. */
  readonly limit?: number | undefined;
  /** Only those that began before this one: the last one of the page before. */
  readonly before?: string | undefined;
}

/** An account's leases, as last read or written down. */
export interface KnownLeases extends ListOwner {
  /** ISO 8601, when the last complete list was kept; null when there has been none. */
  readonly readAt: string | null;
  readonly leases: readonly KnownLease[];
}

export interface KnownLease {
  readonly lease: Lease;
  /**
   * `here`: leased by an operation of this ledger. `before`: held when the account was first read.
   * `elsewhere`: appeared later, and not by an operation of this ledger.
   */
  readonly origin: "here" | "before" | "elsewhere";
}

/**
 * What people have said of a number. It is the number's own, whichever account, key or program holds it, and ends
 * with its release.
 */
export interface NumberNote {
  readonly number: E164;
  /** What it is for. Null also where the provider keeps the label itself. */
  readonly label: string | null;
  /** Whether it must not be released. */
  readonly isProtected: boolean;
}

/** Null takes a label away; what is left out stays as it is. */
export type NoteChanges = {
  readonly [Name in "label" | "isProtected"]?: NumberNote[Name] | undefined;
};
