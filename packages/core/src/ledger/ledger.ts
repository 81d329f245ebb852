import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SpendCap, Spending } from "../domain/spending.js";
import type { Claim, ComparedRequest, Standing } from "./claim.js";
import type {
  Operation,
  OperationEntry,
  OperationEvent,
  OperationState,
  OperationRequest,
} from "./operation.js";
import type { SendWindow } from "./send-window.js";
import type { LedgerNotice, LedgerStatus } from "./status.js";

/**
 * Where operations are written down before anything is sent, with everything known about the numbers held.
 * Every call is atomic, and durable when it resolves. At most one open operation holds a number, across all
 * accounts, until that operation ends: it never expires.
 *
 * A ledger is opened as a session, one for each process or window. A session owns the operations that it began
 * for as long as it lives, which the ledger has to determine without a clock.
 *
 * Every call throws {@link LeaseError} `ledger-unavailable` when it cannot be carried out.
 */
export interface Ledger {
  /** The session's id, also when the object is wrapped in another one. */
  readonly session: string;
  /** Operations begun by clients of this session that are not closed: no other client takes them over. */
  readonly inHand: Set<string>;
  /** Null if a session provably has ended whenever another one takes over from it. */
  readonly sendWindow: SendWindow | null;
  /**
   * More accounts that this session leases with, also in the place of others by their names: a monthly cap needs the list
   * of each of them.
   * @param unconnected - those that count as well, and whose identity it does not know: a monthly cap allows no lease.
   * @returns what ends it, once nothing is leased with them any more.
   */
  connect(accounts: readonly LedgerAccount[], unconnected?: readonly AccountId[]): () => void;
  /**
   * Begins an operation and reserves its price, unless something prevents it.
   * @param caps - the caller's own, in addition to the ledger's: the strictest decides.
   */
  claim(wanted: OperationRequest, caps?: readonly SpendCap[]): Promise<Claim>;
  /**
   * Makes a request's key lead to an operation that was begun without it, if that is the same request.
   * @returns whether it does: another request may have been given the key meanwhile.
   */
  keepKey(wanted: ComparedRequest, operationId: string): Promise<boolean>;
  /** What is known about a request, without beginning it; null for nothing. */
  standing(wanted: ComparedRequest): Promise<Standing | null>;
  /**
   * Writes down what happened to an operation.
   * @throws {LeaseError} `outcome-unknown` with `record-lost` when the ledger does not have it, as after a failover.
   * @throws RangeError for an invalid transition, or an open operation of another session. Accepted from any session:
   * what follows once its own has left it to a person, and `abandoned` once its own is gone.
   */
  record(operationId: string, event: OperationEvent): Promise<Operation>;
  /**
   * Makes an open operation this session's own, if its session is gone, or has left it to a person.
   * @param identities - of the accounts through which this session can look it up.
   * @returns null if its session is still at it, the operation belongs to none of these accounts, or is not open.
   */
  takeOver(operationId: string, identities: readonly AccountIdentity[]): Promise<Operation | null>;
  /** Null where there is none of that id. */
  find(operationId: string): Promise<Operation | null>;
  /** Newest first. */
  operations(filter?: OperationFilter): Promise<readonly Operation[]>;
  /** All events of an operation since it was claimed, oldest first. */
  history(operationId: string): Promise<readonly OperationEntry[]>;
  /** Increases with every write. Taken before a list is read, it shows what is newer than the list. */
  position(): Promise<number>;
  /** Resolves with the position once it is beyond `since`, whoever wrote, or with the current one when the signal ends the wait. */
  changed(since: number, signal: AbortSignal): Promise<number>;
  /**
   * Stores an account's complete list of leases. Numbers that were written about after `since`, and numbers with an
   * open operation, stay as they are: the list may be older. A number that is missing from the list is no longer
   * shown, but counts as paid for until the next list agrees, which is one that was begun afterwards; a missing price
   * is treated alike. Nothing is stored of a list that was begun before the one that is stored already.
   * @param options - `isWhole`: false where something in it could not be read, and so may be one more that is paid for.
   * Such a list does not do where a monthly cap needs it.
   */
  keepList(
    account: LedgerAccount,
    leases: readonly Lease[],
    since: number,
    options?: { readonly isWhole?: boolean },
  ): Promise<void>;
  /** The known leases of every account. */
  lists(): Promise<readonly KnownLeases[]>;
  /** Labels and protection, ordered by number. */
  notes(): Promise<readonly NumberNote[]>;
  /**
   * Sets a number's label or protection, for every account, program and window that uses this ledger. `claim` refuses
   * to release a protected number. Properties that are left out stay as they are.
   * @throws {LeaseError} `in-progress`: it is too late to protect a number while it is being released.
   */
  note(number: E164, changes: NoteChanges): Promise<NumberNote>;
  /** Stores a label that was just set at the provider: the next list will have it only later. */
  keepLabel(account: LedgerAccount, number: E164, label: string | null): Promise<void>;
  /** What is paid or reserved, for each currency, rounded up to its smallest unit. */
  spending(): Promise<Spending>;
  /**
   * Sets a number's price if the latest list has none; a price in a later list replaces it.
   * @returns false if it was not needed: the number is not held here, or its provider does give the price.
   */
  statePrice(number: E164, price: Price): Promise<boolean>;
  /** The caps that apply to everybody who uses this ledger. */
  caps(): Promise<readonly SpendCap[]>;
  /**
   * @param instead - the caps being replaced: if others are set by now, nothing is changed.
   * @returns whether they were set.
   */
  setCaps(caps: readonly SpendCap[], instead?: readonly SpendCap[]): Promise<boolean>;
  /** Deletes an account's list, and what was read under its name before ledgers had identities. Its operations stay. */
  forget(account: ListOwner): Promise<void>;
  /**
   * Transfers what is known of one account to another, when a person says that they are the same: after its key
   * was replaced, or for records from before ledgers had identities.
   */
  succeed(before: ListOwner, now: LedgerAccount): Promise<void>;
  /** What a person should know about the ledger itself. */
  notices(): Promise<readonly LedgerNotice[]>;
  /** Works for a moved ledger too. */
  status(): Promise<LedgerStatus>;
  /**
   * The same ledger, to find out what would come of something: what is written in it is checked as ever and seen in it,
   * and nothing of it stays. It takes accounts of its own, and is closed before the ledger.
   */
  rehearsal(): Ledger;
  /** Ends the session. Its open operations can be taken over from now on. */
  close(): Promise<void>;
}

/** An account's identity, and its display name. */
export type LedgerAccount = { readonly identity: AccountIdentity; readonly account: AccountId };

/** The owner of a list; `identity` is null for lists from before ledgers had identities. */
export interface ListOwner {
  readonly identity: AccountIdentity | null;
  readonly account: AccountId;
}

/** Which operations to list; those that all of it is true of. */
export interface OperationFilter {
  readonly states?: readonly OperationState[] | undefined;
  /** Null: those from before ledgers had identities. */
  readonly identity?: AccountIdentity | null | undefined;
  /** By the account's display name when the operation began. */
  readonly account?: AccountId | undefined;
  readonly number?: E164 | undefined;
  /** The most to list; all when left out. */
  readonly limit?: number | undefined;
  /** Only operations that began before this one, the last of the previous page. */
  readonly before?: string | undefined;
}

/** An account's leases, as last read or written. */
export interface KnownLeases extends ListOwner {
  /** ISO 8601, when the last list was stored; null if there has been none. */
  readonly readAt: string | null;
  /** Whether all of that list could be read. */
  readonly isWhole: boolean;
  readonly leases: readonly KnownLease[];
}

/** A number that is held, and where it comes from. */
export interface KnownLease {
  readonly lease: Lease;
  /**
   * `here`: leased by an operation of this ledger. `before`: held when the account was first read.
   * `elsewhere`: appeared later, and not by an operation of this ledger.
   */
  readonly origin: "here" | "before" | "elsewhere";
}

/**
 * A number's label and protection. They belong to the number, whichever account, key or program holds it, and end
 * with its release.
 */
export interface NumberNote {
  readonly number: E164;
  /** What the number is for. Null also if the provider keeps the label. */
  readonly label: string | null;
  /** Whether it must not be released. */
  readonly isProtected: boolean;
}

/** A null label removes it, and an empty one is refused; properties that are left out stay as they are. */
export type NoteChanges = {
  readonly [Name in "label" | "isProtected"]?: NumberNote[Name] | undefined;
};
