import type { AccountId, ProviderId } from "./account.js";
import type { Feature, NumberType } from "./offer.js";
import type { E164 } from "./phone-number.js";
import type { Price } from "./price.js";

/**
 * Where a lease stands. `failed` provisioning is still billed, so such a lease stays listed.
 * A state that is not known here yet is kept as `x-…` and counts as owned.
 */
export type LeaseState =
  | "pending"
  | "active"
  | "suspended"
  | "releasing"
  | "released"
  | "failed"
  | `x-${string}`;

/** How far one feature of a leased number has come. Provisioning is asynchronous at some providers. */
export interface Provisioning {
  readonly feature: Feature;
  readonly state: "waiting" | "in-progress" | "ready" | "failed" | `x-${string}`;
  /** The provider's own codes for why it failed. */
  readonly errorCodes: readonly string[];
  /** The same, in words. */
  readonly errors: readonly ProvisioningError[];
}

/** Why a feature of a leased number could not be provided. The number stays leased, and billed. */
export interface ProvisioningError {
  /** The provider's own. */
  readonly code: string;
  /** A sentence each, for a person. */
  readonly happened: string;
  readonly next: string;
}

/** A number that an account holds, and pays for. */
export interface Lease {
  readonly number: E164;
  readonly account: AccountId;
  readonly provider: ProviderId;
  /** The provider's own id of the lease, where it has one beside the number. */
  readonly leaseId: string | null;
  /** The name a person gave it. */
  readonly label: string | null;
  readonly state: LeaseState;
  readonly country: string | null;
  readonly type: NumberType | null;
  readonly place: string | null;
  readonly features: readonly Feature[];
  readonly price: Price | null;
  readonly provisioning: readonly Provisioning[];
  /** ISO 8601; null when the provider did not say. */
  readonly nextChargeAt: string | null;
  /** ISO 8601: when it stops being leased; null for until released. */
  readonly endsAt: string | null;
}

/** Whether it is given back, now or at the end of what is paid for. */
export function isEnding({ state }: Pick<Lease, "state">): boolean {
  return state === "releasing" || state === "released";
}
