import type { Clock } from "../clock.js";
import type { AccountId, AccountIdentity, ProviderId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SearchQuery } from "../domain/search-query.js";
import type { SpendCap, Spending } from "../domain/spending.js";
import type { Ledger, NoteChanges, NumberNote, OperationFilter } from "../ledger/ledger.js";
import type { Operation, Wish } from "../ledger/operation.js";
import type { OperationResult } from "../operations/operation-result.js";
import type { Timing } from "../operations/timing.js";
import type {
  ConnectionTarget,
  LeaseOptions,
  Ownership,
  ProviderAccount,
  ProviderCapabilities,
  ReadOptions,
  SearchFilter,
} from "../providers/provider-account.js";
import type { AccountEvent } from "./across-accounts.js";
import type { LeaseConsent, Quote } from "./quote.js";
import type { Sweep } from "./sweep.js";
import type { WayOut } from "./ways-out.js";

export interface LeaseClientOptions {
  /** As adapters make them; every account's id once, and every account once. */
  readonly accounts: readonly ProviderAccount[];
  /**
   * Where operations are written down: `memoryLedger()` for as long as the program runs, or one in a file. It is
   * its opener's to close, after the client.
   */
  readonly ledger: Ledger;
  /** What may be spent at most, beside the limits in the ledger: the strictest holds. */
  readonly caps?: readonly SpendCap[] | undefined;
  readonly clock?: Clock | undefined;
  /** When what is not known is asked about. */
  readonly timing?: Timing | undefined;
}

/** An account that a client works with. */
export interface ConnectedAccount {
  readonly id: AccountId;
  readonly provider: ProviderId;
  /** The provider's name as it writes it. */
  readonly name: string;
  readonly identity: AccountIdentity;
  readonly capabilities: ProviderCapabilities;
  readonly filters: readonly SearchFilter[];
}

/** A wish, before anything is quoted. */
export interface Wanted extends Pick<Wish, "kind" | "account" | "number"> {
  readonly key?: string | undefined;
}

export interface Keyed {
  /**
   * The caller's own name for the wish, such as a job's id: given again, it leads to the same answer. With
   * another wish it is `bad-input`. It is kept with the operation that it begins: what another wish had begun or
   * done before keeps the name that it had, or none.
   */
  readonly key?: string | undefined;
}

export interface AbandonOptions {
  /** A person's word that nobody has the account's keys any more: what it holds is not seen then. */
  readonly withoutKeys?: boolean | undefined;
}

/** Numbers of many accounts. Every method throws {@link LeaseError} only. */
export interface LeaseClient extends AsyncDisposable {
  readonly accounts: readonly ConnectedAccount[];
  /** Whether the account's credentials are accepted. @throws {LeaseError} */
  verify(account: AccountId, options?: ReadOptions): Promise<void>;
  /** Offers of all accounts, or of `query.accounts`, as they come. @throws {LeaseError} `bad-input`. */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<AccountEvent<Offer>>;
  /** The countries that the account has numbers in; null when its provider does not tell. @throws {LeaseError} */
  countries(account: AccountId, options?: ReadOptions): Promise<readonly string[] | null>;
  /** What a number of the account can be connected to, as far as its provider tells. @throws {LeaseError} */
  connectionTargets(
    account: AccountId,
    options?: ReadOptions,
  ): Promise<readonly ConnectionTarget[]>;
  /**
   * What has become, or is becoming, of a wish that was given before, by whichever process; null when it is new.
   * To be asked before a quote: a number that one has leased is not offered any more.
   */
  standing(wanted: Wanted, options?: ReadOptions): Promise<OperationResult | null>;
  /**
   * The number with its price as it is now.
   * @throws {LeaseError} `number-taken`, `requirements-missing`, or what a read can throw.
   */
  quote(account: AccountId, number: E164, options?: ReadOptions): Promise<Quote>;
  /**
   * Leases one number. The provider starts charging for it. Looks into the ledger, reads the price again,
   * reserves it, then sends one request, which is never repeated. A number that is being leased already, or has
   * been, is not leased again: the call is told what becomes of that.
   * @param quote - its price is what the person agreed to.
   * @param options - the signal stops the waiting, and what has not been sent; never what has.
   * @returns `unknown` when no clear answer came: the number may be leased, and may be charged for. It is
   * looked up in the background: see {@link LeaseClient.onChange} and {@link LeaseClient.reconcile}.
   * @throws {LeaseError} `bad-input`, `price-changed`, `price-unknown`, `quote-expired`, `over-cap`, `unpriced`,
   * `unlisted`, `number-taken`, `unauthorized`, `forbidden`, `insufficient-funds`, `requirements-missing`, `in-progress`,
   * `rejected`, `not-sent`, `ledger-unavailable`, or what a read can throw, as the price is read once more:
   * nothing was sent for it, or the provider refused it.
   */
  lease(
    quote: Quote,
    options?: LeaseOptions & LeaseConsent & Keyed & ReadOptions,
  ): Promise<OperationResult>;
  /** What every account holds, as it comes, with the labels that were given here. A list that is complete is kept in the ledger. */
  list(options?: ReadOptions): AsyncIterable<AccountEvent<Lease>>;
  /** Whether the account holds the number. */
  get(account: AccountId, number: E164, options?: ReadOptions): Promise<Ownership>;
  /** The lease as it is, then whenever it has changed, until it is set up, failed or gone. @throws {LeaseError} */
  watch(lease: Pick<Lease, "account" | "number">, options?: ReadOptions): AsyncIterable<Lease>;
  /**
   * Releases one number. Sends one request, which is never repeated, and cannot be undone.
   * @param options - `confirm`: the number's last four digits, as the person typed them.
   * @returns the lease as it is afterwards, or `unknown` when no clear answer came.
   * @throws {LeaseError} `bad-input`, `not-leased`, `lease-changed`, `unauthorized`, `forbidden`, `in-progress`,
   * `protected`, `rejected`, `not-sent`, `ledger-unavailable`: it was not released by this.
   */
  release(
    lease: Lease,
    options: { readonly confirm: string } & Keyed & ReadOptions,
  ): Promise<OperationResult>;
  /**
   * Labels a number, or protects it from being released by anybody who uses this ledger. What is left out stays as
   * it is. A label goes to the provider where that keeps one (`capabilities.keepsLabels`), else into the ledger.
   * @throws {LeaseError} `bad-input`, `in-progress` for a number that is being released, `not-leased`,
   * `ledger-unavailable`, or what a read can throw. Nothing can be spent by it.
   */
  update(
    lease: Pick<Lease, "account" | "number">,
    changes: NoteChanges,
    options?: ReadOptions,
  ): Promise<NumberNote>;
  /** What people have said of numbers, by number: what is protected, and the labels that no provider keeps. */
  notes(): Promise<readonly NumberNote[]>;
  /** What has been done, newest first, as the ledger has it. */
  operations(filter?: OperationFilter): Promise<readonly Operation[]>;
  /**
   * Takes up every operation that is not settled: those of processes that have ended, too. Reads only. What was
   * on its way when a process died may arrive up to 16 minutes later, and is not called absent before.
   * @param options - the signal ends the waiting, and the asking that nobody else waits for.
   * @returns them as they are when all are settled, need a person, are in the hands of another process, or have
   * got no answer in time to what this client sent. One whose record the ledger loses meanwhile needs a person, with
   * the failure `outcome-unknown`, `record-lost`: the ledger does not have it any more, and the others go on.
   */
  reconcile(options?: ReadOptions): Promise<readonly Operation[]>;
  /** What a person can do about an operation that is not settled, and what that may cost. */
  waysOut(operation: Operation): readonly WayOut[];
  /**
   * Ends the asking about an operation that nobody can settle, and frees its number. Its lease may be charged for.
   * @throws {LeaseError} `not-connected` where its account is not connected, `in-progress` while somebody is at it.
   */
  abandon(operationId: string, options?: AbandonOptions): Promise<Operation>;
  /** Reads everything that the accounts hold, and finds what was leased and is not known of. */
  sweep(options?: ReadOptions): Promise<Sweep>;
  /** What all numbers cost a month, and this month's bill, reservations included: one total for each currency. */
  spending(): Promise<Spending>;
  /**
   * What a person says that a held number costs, whose provider does not say it: it counts against the caps until
   * a list says another price. @throws {LeaseError} `bad-input` where it is said, or the number is not held.
   */
  statePrice(number: E164, price: Price): Promise<void>;
  /** Told of every step that this client takes with an operation. @returns what ends it. */
  onChange(listener: (operation: Operation) => void): () => void;
  /**
   * Comes whenever something has been written into the ledger, by whichever client, window or program. Where the
   * ledger goes away it waits for it to come back.
   */
  changes(options?: ReadOptions): AsyncIterable<void>;
  /**
   * Ends what the client does in the background, and resolves when what was being sent has been written down, or
   * an adapter has not answered to it for as long as it may take. Nothing can be begun with it any more. What is not settled is taken up by the next client.
   */
  close(): Promise<void>;
}
