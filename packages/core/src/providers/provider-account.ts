import type { AccountId, AccountIdentity, ProviderId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { Feature, NumberType, Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import type { SearchQuery } from "../domain/search-query.js";
import type { Unread } from "../domain/unread.js";
import type { LeaseFailure } from "../errors/lease-failure.js";

/** One account at one provider. Every adapter offers this, and passes the contract suite. */
export interface ProviderAccount {
  readonly provider: ProviderId;
  /** The provider's name as the provider writes it. */
  readonly name: string;
  /** The account's display name here. */
  readonly account: AccountId;
  /** Identifies the account at the provider: two with the same identity are one account. */
  readonly identity: AccountIdentity;
  readonly capabilities: ProviderCapabilities;
  /** What its search can narrow down by; other fields of a query come back as {@link OfferPage.unfiltered}. */
  readonly filters: readonly SearchFilter[];
  /** A read that shows whether the credentials are accepted. @throws {LeaseError} */
  verify(options?: ReadOptions): Promise<void>;
  /** Offers as they arrive, in the provider's own order. @throws {LeaseError} */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<OfferPage>;
  /** The number with its current price. @throws {LeaseError} `number-taken` when it is not offered. */
  quote(number: E164, options?: ReadOptions): Promise<Offer>;
  /**
   * Every lease, page by page; complete only when the iteration ends without an error.
   * @throws {LeaseError}
   */
  list(options?: ReadOptions): AsyncIterable<LeasePage>;
  /** Whether the account holds the number, as stated by the provider. @throws {LeaseError} when that cannot be determined. */
  get(number: E164, options?: ReadOptions): Promise<Ownership>;
  /** Prepares the request that leases. @throws {LeaseError} nothing was spent, and nothing is on its way. */
  prepareLease(offer: Offer, options?: LeaseOptions & ReadOptions): Promise<Prepared<LeaseOutcome>>;
  /** Prepares the request that releases. @throws {LeaseError} the lease is unchanged. */
  prepareRelease(lease: Lease, options?: ReadOptions): Promise<Prepared<ReleaseOutcome>>;
  /**
   * Sets a number's label at the provider; null removes it. Free and idempotent. Present if
   * {@link ProviderCapabilities.keepsLabels}.
   * @throws {LeaseError} `not-leased`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  readonly relabel?: (number: E164, label: string | null, options?: ReadOptions) => Promise<Lease>;
  /**
   * The countries in which it has numbers, ISO 3166-1 alpha-2, each once. Present if the provider has such a read.
   * @throws {LeaseError}
   */
  readonly countries?: (options?: ReadOptions) => Promise<readonly string[]>;
  /**
   * What a new number can be connected to, as far as the provider says, the most used first. Present if there are
   * {@link ProviderCapabilities.connections} that can be read.
   * @throws {LeaseError}
   */
  readonly connectionTargets?: (options?: ReadOptions) => Promise<readonly ConnectionTarget[]>;
  /**
   * The progress of the order of an `accepted` lease. `rejected` is final: submitting the order later leases nothing.
   * @throws {LeaseError} when that cannot be determined.
   */
  readonly follow?: (order: string, number: E164, options?: ReadOptions) => Promise<OrderProgress>;
  /**
   * Finds an order for the number that the provider accepted, without knowing its id; null when its orders were
   * searched and there is none. Whoever takes orders has it, or their ids before they are sent ({@link Prepared.order}):
   * no list shows an order, and one whose answer was lost would be called absent.
   * @throws {LeaseError} when that cannot be determined.
   */
  readonly findOrder?: (
    number: E164,
    options?: ReadOptions,
  ) => Promise<{ readonly order: string } | null>;
}

/**
 * A request that may cost money, with everything that it needs, such as a token or an id: every step that can fail
 * without cost is done.
 */
export interface Prepared<Outcome> {
  /** The id of the order that `send` submits, if there is one: it is followed whatever happens to `send`. */
  readonly order?: string | null;
  /** Sends it immediately. Call it only once. The outcome is a value; it does not throw. */
  send(): Promise<Outcome>;
}

/** Some of the offers of a search, as they arrived. */
export interface OfferPage {
  readonly offers: readonly Offer[];
  readonly unread: readonly Unread[];
  /** Filters of the query that the provider does not support: the offers are not restricted by them. */
  readonly unfiltered: readonly SearchFilter["name"][];
}

/** Some of the leases of an account. Something in `unread` may be one more. */
export interface LeasePage {
  readonly leases: readonly Lease[];
  readonly unread: readonly Unread[];
}

/** What a provider does, and how: front ends and rules look at this, and never at its name. */
export interface ProviderCapabilities {
  /** When a released number stops working and stops being charged. */
  readonly releaseTakesEffect: "at-once" | "at-period-end";
  /** Whether features of a new number are ready only some time after it was leased. */
  readonly provisionsLater: boolean;
  /** What a new number can be connected to, feature by feature, and what the provider calls its id. */
  readonly connections: readonly { readonly feature: Feature; readonly idName: string }[];
  /** Whether a search without digits finds all numbers of a country, so that there is no need to ask for digits. */
  readonly searchFindsAll: boolean;
  /** Whether it stores a label for each number, so that everybody who uses the account sees it. */
  readonly keepsLabels: boolean;
  /** Whether it says when a lease is charged next. */
  readonly saysNextCharge: boolean;
  /** How long its reads may lag behind its answers to writes, in milliseconds. */
  readonly settleMs: number;
  /** Whether a complete list without a number shows that it is not held. */
  readonly listProvesAbsence: boolean;
  /**
   * What happens when the account buys a number that it already holds: nothing, with the same answer as the first
   * time (`same`); it is refused; or unknown, in which case it may cost a second time.
   */
  readonly repeatPurchase: "same" | "refused" | "unknown";
}

/** A search filter, as data: a form can be generated from it. */
export type SearchFilter =
  | { readonly name: "type"; readonly values: readonly NumberType[] }
  | { readonly name: "features"; readonly values: readonly Feature[] }
  | { readonly name: "digits"; readonly positions: readonly ("start" | "contains" | "end")[] };

/** How long to wait. */
export interface ReadOptions {
  /** Ends the waiting, with the failure `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** What a new number is to be connected to. */
export interface LeaseOptions {
  /** For each feature, the id of what to connect the number to; a feature left out can be connected later. */
  readonly connect?: Readonly<Partial<Record<Feature, string>>> | undefined;
}

/** Whether an account holds a number. */
export type Ownership =
  | { readonly kind: "owned"; readonly lease: Lease }
  | { readonly kind: "not-owned" };

/** Something that an account's numbers can be connected to, such as an application or a service plan. */
export interface ConnectionTarget {
  readonly feature: Feature;
  /** As {@link LeaseOptions.connect} takes it. */
  readonly id: string;
  /** Its name at the provider; null if it has none. */
  readonly name: string | null;
  /** How many numbers of the account are connected to it. */
  readonly numbers: number;
}

/** The outcome of a request that may cost money. `rejected` and `not-sent` had no effect, by proof; all else is `unknown`. */
export type Outcome<Committed> =
  | ({ readonly kind: "committed" } & Committed)
  | { readonly kind: "rejected"; readonly failure: LeaseFailure }
  | { readonly kind: "not-sent"; readonly failure: LeaseFailure }
  | { readonly kind: "unknown"; readonly failure: LeaseFailure };

/** What became of a request to lease. */
export type LeaseOutcome =
  | Outcome<{ readonly lease: Lease }>
  /** The provider accepted an order that it has not fulfilled yet. */
  | { readonly kind: "accepted"; readonly order: string };

/** The progress of an order that the provider accepted. */
export type OrderProgress =
  | { readonly kind: "pending" }
  | { readonly kind: "committed"; readonly lease: Lease }
  | { readonly kind: "rejected"; readonly failure: LeaseFailure };

/** `lease` is its state afterwards: released, or releasing until a date. */
export type ReleaseOutcome = Outcome<{ readonly lease: Lease }>;
