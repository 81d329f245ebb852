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
  /** The provider's name as it writes it. */
  readonly name: string;
  /** What people call the account here. */
  readonly account: AccountId;
  /** What the provider knows it as: two with the same identity are one account. */
  readonly identity: AccountIdentity;
  readonly capabilities: ProviderCapabilities;
  readonly filters: readonly SearchFilter[];
  /** A read that shows whether the credentials are accepted. @throws {LeaseError} */
  verify(options?: ReadOptions): Promise<void>;
  /** Offers as they come, in the provider's own order. @throws {LeaseError} */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<OfferPage>;
  /** The number with its price as it is now. @throws {LeaseError} `number-taken` when it is not offered. */
  quote(number: E164, options?: ReadOptions): Promise<Offer>;
  /**
   * Every lease, page by page; complete only when the iteration ends without an error.
   * @throws {LeaseError}
   */
  list(options?: ReadOptions): AsyncIterable<LeasePage>;
  /** Whether the account holds the number, by the provider's own word. @throws {LeaseError} when that is not known. */
  get(number: E164, options?: ReadOptions): Promise<Ownership>;
  /** Makes a lease ready to be sent. @throws {LeaseError} nothing was spent, and nothing is on its way. */
  prepareLease(offer: Offer, options?: LeaseOptions & ReadOptions): Promise<Prepared<LeaseOutcome>>;
  /** Makes a release ready to be sent. @throws {LeaseError} the lease is as it was. */
  prepareRelease(lease: Lease, options?: ReadOptions): Promise<Prepared<ReleaseOutcome>>;
  /**
   * Names a number at the provider; null takes the name away. Costs nothing, and the same again is the same. There
   * where {@link ProviderCapabilities.keepsLabels}.
   * @throws {LeaseError} `not-leased`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  readonly relabel?: (number: E164, label: string | null, options?: ReadOptions) => Promise<Lease>;
  /**
   * The countries that it has numbers in, ISO 3166-1 alpha-2, each once. There where the provider tells it by a read.
   * @throws {LeaseError}
   */
  readonly countries?: (options?: ReadOptions) => Promise<readonly string[]>;
  /**
   * What a new number can be connected to, as far as the provider tells, the most used first. There where
   * {@link ProviderCapabilities.connections} are and can be read.
   * @throws {LeaseError}
   */
  readonly connectionTargets?: (options?: ReadOptions) => Promise<readonly ConnectionTarget[]>;
  /**
   * How far an order has come that a lease was `accepted` with. `rejected` is the provider's last word: who submits
   * it later leases nothing by it. @throws {LeaseError} when that is not known.
   */
  readonly follow?: (order: string, number: E164, options?: ReadOptions) => Promise<OrderProgress>;
  /**
   * An order for the number that the provider took, found without its id; null when its orders were
   * searched and hold none. @throws {LeaseError} when that is not known.
   */
  readonly findOrder?: (
    number: E164,
    options?: ReadOptions,
  ) => Promise<{ readonly order: string } | null>;
}

/**
 * A request that may cost money, with everything that it needs, such as a token or an id: what can still be
 * given up for nothing lies behind it.
 */
export interface Prepared<Outcome> {
  /** The order that is to be carried out, where there is one by now: it is followed by its id, whatever becomes of `send`. */
  readonly order?: string | null;
  /** Sends it at once, and once: to be called one time. What becomes of it is a value; it does not throw. */
  send(): Promise<Outcome>;
}

export interface OfferPage {
  readonly offers: readonly Offer[];
  readonly unread: readonly Unread[];
  /** What was asked for and the provider does not tell: the offers are not chosen by it. */
  readonly unfiltered: readonly SearchFilter["name"][];
}

export interface LeasePage {
  readonly leases: readonly Lease[];
  readonly unread: readonly Unread[];
}

export interface ProviderCapabilities {
  /** When a released number stops working and stops being charged. */
  readonly releaseTakesEffect: "at-once" | "at-period-end";
  /** Whether features of a new number become ready some time after it was leased. */
  readonly provisionsLater: boolean;
  /** What a new number can be connected to, feature by feature, and what the provider calls its id. */
  readonly connections: readonly { readonly feature: Feature; readonly idName: string }[];
  /** Whether a search without digits finds all that there is in a country, so that digits need not be asked for. */
  readonly searchFindsAll: boolean;
  /** Whether it keeps a name for each number itself, so that everybody who has the account sees it. */
  readonly keepsLabels: boolean;
  /** Whether it says when a lease is charged next. */
  readonly saysNextCharge: boolean;
  /** How long its reads may lag behind what it has answered. */
  readonly settleMs: number;
  /** Whether a complete list without a number shows that it is not held. */
  readonly listProvesAbsence: boolean;
  /**
   * What a second purchase of a number does that the account holds: nothing, and it answers as to the first;
   * it is refused; or that is not known, and may cost a second time.
   */
  readonly repeatPurchase: "same" | "refused" | "unknown";
}

/** A filter of the search, as data: a form can be drawn from it. */
export type SearchFilter =
  | { readonly name: "type"; readonly values: readonly NumberType[] }
  | { readonly name: "features"; readonly values: readonly Feature[] }
  | { readonly name: "digits"; readonly positions: readonly ("start" | "contains" | "end")[] };

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface LeaseOptions {
  /** For each feature, the id of what the number is connected to; a feature left out is connected later. */
  readonly connect?: Readonly<Partial<Record<Feature, string>>> | undefined;
}

export type Ownership =
  | { readonly kind: "owned"; readonly lease: Lease }
  | { readonly kind: "not-owned" };

/** What numbers of an account are connected to: an application, a service plan, or what the provider calls it. */
export interface ConnectionTarget {
  readonly feature: Feature;
  /** As {@link LeaseOptions.connect} takes it. */
  readonly id: string;
  /** The provider's own name for it; null when it tells none. */
  readonly name: string | null;
  /** How many numbers of the account are connected to it. */
  readonly numbers: number;
}

/** What became of a request that may cost money. */
export type Outcome<Committed> =
  | ({ readonly kind: "committed" } & Committed)
  | { readonly kind: "rejected"; readonly failure: LeaseFailure }
  | { readonly kind: "not-sent"; readonly failure: LeaseFailure }
  | { readonly kind: "unknown"; readonly failure: LeaseFailure };

export type LeaseOutcome =
  | Outcome<{ readonly lease: Lease }>
  /** The provider took an order that it has yet to carry out. */
  | { readonly kind: "accepted"; readonly order: string };

/** Where an order stands that the provider took. */
export type OrderProgress =
  | { readonly kind: "pending" }
  | { readonly kind: "committed"; readonly lease: Lease }
  | { readonly kind: "rejected"; readonly failure: LeaseFailure };

/** `lease` is as the provider left it: released, or releasing until a date. */
export type ReleaseOutcome = Outcome<{ readonly lease: Lease }>;
