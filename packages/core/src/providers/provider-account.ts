import type { AccountId, ProviderId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { Feature, NumberType, Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import type { SearchQuery } from "../domain/search-query.js";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";

/** One account at one provider. Every adapter offers this, and passes the contract suite. */
export interface ProviderAccount {
  readonly id: ProviderId;
  /** As the provider writes its own name. */
  readonly name: string;
  readonly account: AccountId;
  readonly capabilities: ProviderCapabilities;
  readonly filters: readonly SearchFilter[];
  /** A read that shows whether the credentials are accepted. @throws {LeaseError} */
  verify(options?: ReadOptions): Promise<void>;
  /** Offers as they come, in the provider's own order. @throws {LeaseError} */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<readonly Offer[]>;
  /** The number with its price as it is now. @throws {LeaseError} `number-taken` when it is not offered. */
  quote(number: E164, options?: ReadOptions): Promise<Offer>;
  /** Sends one request to lease the number, once. What becomes of it is a value; it does not throw. */
  lease(offer: Offer, options?: LeaseOptions): Promise<LeaseOutcome>;
  /**
   * Every lease, page by page; complete only when the iteration ends without an error.
   * @throws {LeaseError}
   */
  list(options?: ReadOptions): AsyncIterable<readonly Lease[]>;
  /** Whether the account holds the number, by the provider's own word. @throws {LeaseError} when that is not known. */
  get(number: E164, options?: ReadOptions): Promise<Ownership>;
  /** How far an order has come that a lease was `accepted` with. @throws {LeaseError} when that is not known. */
  readonly follow?: (order: string, number: E164, options?: ReadOptions) => Promise<OrderProgress>;
  /** Sends one request to release the number, once. What becomes of it is a value; it does not throw. */
  release(lease: Lease): Promise<ReleaseOutcome>;
}

export interface ProviderCapabilities {
  /** When a released number stops working and stops being charged. */
  readonly releaseTakesEffect: "at-once" | "at-period-end";
  /** Whether features of a new number become ready some time after it was leased. */
  readonly provisionsLater: boolean;
  /** What a new number can be connected to, feature by feature, and what the provider calls its id. */
  readonly connections: readonly { readonly feature: Feature; readonly idName: string }[];
  /** Whether it says when a lease is charged next. */
  readonly saysNextCharge: boolean;
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

/** Carries out a write of a client and classes what comes of it. */
export async function outcomeOf<Committed>(
  write: () => Promise<Committed>,
): Promise<Outcome<Committed>> {
  try {
    return { kind: "committed", ...(await write()) };
  } catch (error) {
    // A defect of ours after the request has left must not pass for a failure that is known.
    const failure: LeaseFailure =
      error instanceof LeaseError
        ? error.failure
        : {
            kind: "outcome-unknown",
            reason: "unexpected-form",
            status: null,
            detail: "the answer could not be read",
          };
    switch (failure.kind) {
      case "outcome-unknown":
        return { kind: "unknown", failure };
      case "not-sent":
      case "bad-input":
        return { kind: "not-sent", failure };
      default:
        return { kind: "rejected", failure };
    }
  }
}
