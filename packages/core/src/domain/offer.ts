import type { AccountId, ProviderId } from "./account.js";
import type { E164 } from "./phone-number.js";
import type { Price } from "./price.js";

/** What kind of number it is. A kind that is not known here yet is kept as `x-…`. */
export type NumberType = "mobile" | "local" | "toll-free" | `x-${string}`;

/** What a number can carry (its capability). One that is not known here yet is kept as `x-…`. */
export type Feature = "sms" | "mms" | "voice" | "rcs" | "imessage" | "whatsapp" | `x-${string}`;

/** A number that can be leased, and what that would cost. */
export interface Offer {
  readonly number: E164;
  readonly account: AccountId;
  readonly provider: ProviderId;
  /** ISO 3166-1 alpha-2; null when the provider did not say. */
  readonly country: string | null;
  /** Null when the provider does not tell types apart. */
  readonly type: NumberType | null;
  readonly features: readonly Feature[];
  /** Null when the provider said none, or one that is no amount of money: such a number is not leased. */
  readonly price: Price | null;
  /** What has to be there before it can be leased; `"unknown"` when the provider did not say. */
  readonly requirements: readonly Requirement[] | "unknown";
  /** False for a number that the provider shows but does not offer, or says a price of that is none. */
  readonly leasable: boolean;
  /** City and region, as the provider writes them. */
  readonly place: string | null;
  /** As the provider names it; null when it did not say. */
  readonly carrier: string | null;
  /** 0 (bad) to 1 (good), by the provider's own measure. */
  readonly reputation: number | null;
}

/** Something a provider asks for before it leases a number. */
export interface Requirement {
  /** Papers to hand in, a permission of the account's, or a plan that it has to be on; `x-…` for what is not known here yet. */
  readonly kind: "documents" | "entitlement" | "plan" | `x-${string}`;
  /** One sentence, in the project's own words. */
  readonly description: string;
}
