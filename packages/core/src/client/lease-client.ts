import type { AccountId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SearchQuery } from "../domain/search-query.js";
import type { Spending } from "../domain/spending.js";
import type { NoteChanges, NumberNote, OperationFilter } from "../ledger/ledger.js";
import type { Operation, OperationRequest } from "../ledger/operation.js";
import type { OperationResult } from "../operations/operation-result.js";
import type {
  ConnectionTarget,
  LeaseOptions,
  Ownership,
  ReadOptions,
} from "../providers/provider-account.js";
import type { AbandonOptions } from "./abandon.js";
import type { AccountEvent } from "./across-accounts.js";
import type { ConnectedAccount } from "./client-options.js";
import type { LeaseConsent, Quote } from "./quote.js";
import type { Sweep } from "./sweep.js";
import type { WayOut } from "./ways-out.js";

/** A request to lease or release, before anything is quoted. */
export interface Wanted extends Pick<OperationRequest, "kind" | "account" | "number"> {
  /** As {@link Keyed.key}. */
  readonly key?: string | undefined;
}

/** By what a request is known when it is made again. */
export interface Keyed {
  /**
   * The caller's idempotency key, such as a job's id: the same key gives the same answer. With a different request
   * it is `bad-input`. It is stored with the operation that it begins; an operation that another request had begun
   * keeps its own key, or none.
   */
  readonly key?: string | undefined;
}

/** Numbers of many accounts. Every method throws {@link LeaseError} only. */
export interface LeaseClient extends AsyncDisposable {
  /** Those that it was made with, in that order. */
  readonly accounts: readonly ConnectedAccount[];
  /** Whether the account's credentials are accepted. @throws {LeaseError} */
  verify(account: AccountId, options?: ReadOptions): Promise<void>;
  /** Offers of all accounts, or of `query.accounts`, as they arrive. @throws {LeaseError} `bad-input`. */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<AccountEvent<Offer>>;
  /** The countries in which the provider has numbers; null if it does not say. @throws {LeaseError} */
  countries(account: AccountId, options?: ReadOptions): Promise<readonly string[] | null>;
  /** What a number of the account can be connected to, as far as its provider says. @throws {LeaseError} */
  connectionTargets(
    account: AccountId,
    options?: ReadOptions,
  ): Promise<readonly ConnectionTarget[]>;
  /**
   * The outcome or progress of the same request made earlier, by whichever process; null when it is new.
   * Ask before you quote: a number that one already holds is not offered any more.
   * @throws {LeaseError} what {@link LeaseClient.lease} would throw for what another request has begun.
   */
  standing(wanted: Wanted, options?: ReadOptions): Promise<OperationResult | null>;
  /**
   * The number with its current price.
   * @throws {LeaseError} `number-taken`, `requirements-missing`, or what a read can throw.
   */
  quote(account: AccountId, number: E164, options?: ReadOptions): Promise<Quote>;
  /**
   * Leases one number. The provider starts charging for it. Looks into the ledger, reads the price again,
   * reserves it, then sends one request, which is never repeated. If the number is being leased already, or has
   * been, it is not leased again: the call gets that operation's outcome.
   * @param quote - its price is what the user agreed to.
   * @param options - the signal cancels the waiting, and a request that has not been sent; never one that has.
   * @returns `unknown` when no clear answer came: the number may be leased, and may be charged for. It is
   * looked up in the background: see {@link LeaseClient.onChange} and {@link LeaseClient.reconcile}.
   * @throws {LeaseError} `bad-input`, `price-changed`, `price-unknown`, `quote-expired`, `over-cap`, `unpriced`,
   * `unlisted`, `number-taken`, `unauthorized`, `forbidden`, `insufficient-funds`, `requirements-missing`, `in-progress`,
   * `rejected`, `not-sent`, `ledger-unavailable`, or what a read can throw, as the price is read once more:
   * nothing was sent for it, or the provider refused it. `outcome-unknown` for another request that this one joined, and
   * of which the ledger has lost the record: {@link spentBy} tells the two apart.
   */
  lease(
    quote: Quote,
    options?: LeaseOptions & LeaseConsent & Keyed & ReadOptions,
  ): Promise<OperationResult>;
  /**
   * What {@link LeaseClient.lease} would come to, found out by its own steps up to the request: nothing is sent, and
   * nothing of it is written down, such as lists that it reads. It reserves nothing, so others may be faster.
   * @returns null where the lease would be sent; else what it would return.
   * @throws {LeaseError} what the lease would throw instead of sending it.
   */
  rehearseLease(...given: Parameters<LeaseClient["lease"]>): Promise<OperationResult | null>;
  /** The leases of every account, as they arrive, with labels from the ledger. Complete lists are stored in the ledger. */
  list(options?: ReadOptions): AsyncIterable<AccountEvent<Lease>>;
  /** Whether the account holds the number, as its provider says now. @throws {LeaseError} */
  get(account: AccountId, number: E164, options?: ReadOptions): Promise<Ownership>;
  /** The lease now, then after each change, until it is set up, failed or gone. @throws {LeaseError} */
  watch(lease: Pick<Lease, "account" | "number">, options?: ReadOptions): AsyncIterable<Lease>;
  /**
   * Releases one number. Sends one request, which is never repeated, and cannot be undone.
   * @param options - `confirm`: the number's last four digits, as the user typed them.
   * @returns the lease as it is afterwards, or `unknown` when no clear answer came.
   * @throws {LeaseError} `bad-input`, `not-leased`, `lease-changed`, `unauthorized`, `forbidden`, `in-progress`,
   * `protected`, `unlisted`, `rejected`, `not-sent`, `ledger-unavailable`, or what a read can throw, as the lease is read
   * once more: it was not released by this. `outcome-unknown` as in {@link LeaseClient.lease}.
   */
  release(
    lease: Lease,
    options: { readonly confirm: string } & Keyed & ReadOptions,
  ): Promise<OperationResult>;
  /** What {@link LeaseClient.release} would come to, as {@link LeaseClient.rehearseLease}. */
  rehearseRelease(...given: Parameters<LeaseClient["release"]>): Promise<OperationResult | null>;
  /**
   * Labels a number, or protects it from being released by anybody who uses this ledger. Properties that are left
   * out stay as they are. A label is stored at the provider if it keeps labels (`capabilities.keepsLabels`), else in
   * the ledger. Protection is written first, and stays if the label cannot be.
   * @throws {LeaseError} `bad-input`, `in-progress` for a number that is being released, `not-leased`,
   * `ledger-unavailable`, or what a read can throw. Nothing can be spent by it.
   */
  update(
    lease: Pick<Lease, "account" | "number">,
    changes: NoteChanges,
    options?: ReadOptions,
  ): Promise<NumberNote>;
  /** Labels that no provider keeps, and protection, by number. */
  notes(): Promise<readonly NumberNote[]>;
  /** The operations in the ledger, newest first. */
  operations(filter?: OperationFilter): Promise<readonly Operation[]>;
  /**
   * Looks up every operation that is not settled, including those of processes that have ended. Reads only. A request
   * that was on its way when its process died may arrive up to 16 minutes later, and is not called absent before.
   * @param options - the signal ends the waiting, and any lookup that nobody else waits for.
   * @returns the operations once each is settled, needs a person, belongs to another living process, or was sent by
   * this client and got no answer in time. An operation whose record the ledger loses meanwhile needs a person, with
   * the failure `outcome-unknown`, `record-lost`; the others continue.
   */
  reconcile(options?: ReadOptions): Promise<readonly Operation[]>;
  /** What a person can do about an operation that is not settled, and which of it may cost money. Asks nobody. */
  waysOut(operation: Operation): readonly WayOut[];
  /**
   * Gives up an operation that nobody can settle, and frees its number. Its lease may still be charged for.
   * @throws {LeaseError} `not-connected` if its account is not connected, `in-progress` while its session is alive.
   */
  abandon(operationId: string, options?: AbandonOptions): Promise<Operation>;
  /** The operation as {@link LeaseClient.abandon} would leave it, or what that would throw: it stays as it is. */
  rehearseAbandon(operationId: string, options?: AbandonOptions): Promise<Operation>;
  /** Reads everything that the accounts hold, and reports numbers that were leased elsewhere. */
  sweep(options?: ReadOptions): Promise<Sweep>;
  /** What all numbers cost a month, and this month's bill, reservations included: one total for each currency. */
  spending(): Promise<Spending>;
  /**
   * Sets the price of a held number whose provider does not give one: it counts against the caps until a list has
   * a price. @throws {LeaseError} `bad-input` if the provider does give one, or the number is not held.
   */
  statePrice(number: E164, price: Price): Promise<void>;
  /** Called after every step that this client takes with an operation. @returns the function that unsubscribes. */
  onChange(listener: (operation: Operation) => void): () => void;
  /**
   * Yields whenever something has been written into the ledger, by whichever client, window or program. While the
   * ledger is away, it waits.
   */
  changes(options?: ReadOptions): AsyncIterable<void>;
  /**
   * Ends the client's background work. Resolves once the outcome of every request being sent has been written down,
   * or its adapter has not answered in the time that it may take. An outcome that the ledger cannot take is retried
   * until the ledger is closed. Nothing is begun any more; the next client picks up what is not settled. A read that
   * somebody waits for goes on to its end, or to that of its signal.
   */
  close(): Promise<void>;
}
