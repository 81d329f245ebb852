import type { AccountId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SpendCap, SpendRefusal } from "../domain/spending.js";
import type {
  Operation,
  OperationEntry,
  OperationEvent,
  OperationState,
  Wish,
} from "./operation.js";

/**
 * Where operations are written down before anything is sent, and what is known of the numbers held.
 * Every call is atomic and durable when it resolves. A claim is held by at most one open operation for
 * each account and number, and ends only with that operation: no clock ends it.
 *
 * A ledger is opened as a session, one for each process or window. The operations that a session began
 * are its own for as long as it lives, which the ledger has to be able to tell without a clock.
 *
 * Every call throws {@link LeaseError} `ledger-unavailable` when it cannot be carried out.
 */
export interface Ledger {
  /** Begins an operation and reserves its price, unless the number is held or a cap would be broken. */
  claim(wish: Wish, caps?: readonly SpendCap[]): Promise<Claim>;
  /**
   * Writes down what happened to an operation.
   * @throws RangeError for a transition that is not one, or an open operation of another session.
   */
  record(operationId: string, event: OperationEvent): Promise<Operation>;
  /**
   * Makes an open operation this session's own when the one that it belonged to is gone.
   * @returns null when that one still lives, or the operation is not open.
   */
  takeOver(operationId: string): Promise<Operation | null>;
  find(operationId: string): Promise<Operation | null>;
  /** Newest first. */
  operations(filter?: OperationFilter): Promise<readonly Operation[]>;
  /** Everything that was written down about an operation since it was claimed, oldest first. */
  history(operationId: string): Promise<readonly OperationEntry[]>;

  /** Grows with everything that is written. Taken before a list is read, it tells what is newer than the list. */
  position(): Promise<number>;
  /**
   * Keeps an account's complete list of leases. What was written down about a number after `since`, and
   * numbers with an open operation, stay as they are: the list may be older. A number that is missing is
   * not told of any more, and counts as paid for until the next list agrees.
   */
  keepList(account: AccountId, leases: readonly Lease[], since: number): Promise<void>;
  /** What is known of every account's leases. */
  lists(): Promise<readonly KnownLeases[]>;
  /** Every price that is being paid or reserved. */
  committed(): Promise<readonly Price[]>;
  /** Drops an account's list. Its operations stay. */
  forget(account: AccountId): Promise<void>;
  /** What a person should know about the ledger itself. */
  notices(): Promise<readonly LedgerNotice[]>;
  /** Ends the session. Its open operations can be taken over from now on. */
  close(): Promise<void>;
}

export type Claim =
  | { readonly kind: "claimed"; readonly operation: Operation }
  | { readonly kind: "held"; readonly by: Operation }
  | { readonly kind: "over-cap"; readonly refusal: SpendRefusal };

export interface OperationFilter {
  readonly states?: readonly OperationState[] | undefined;
  readonly account?: AccountId | undefined;
  readonly number?: E164 | undefined;
}

/** An account's leases, as last read or written down. */
export interface KnownLeases {
  readonly account: AccountId;
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

export type LedgerNotice =
  /** The ledger's file was damaged. It was kept at `keptAt`, and `blocked` numbers in doubt are blocked. */
  { readonly kind: "damaged"; readonly keptAt: string; readonly blocked: number };
