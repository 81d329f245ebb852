import type { AccountId, ProviderId } from "./account.js";
import type { Feature, NumberType } from "./offer.js";
import type { E164 } from "./phone-number.js";
import type { Price } from "./price.js";

/**
 * Where a lease stands. `pending`: leased, and not usable yet. `releasing`: until {@link Lease.endsAt}.
 * `failed` provisioning is still billed, so such a lease stays listed.
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
  /** One that is not known here yet is kept as `x-…`. */
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
  /** What went wrong, as a sentence for a person. */
  readonly happened: string;
  /** What to do about it, as a sentence. */
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
  /** ISO 3166-1 alpha-2; null when the provider did not say. */
  readonly country: string | null;
  /** Null when the provider does not tell types apart. */
  readonly type: NumberType | null;
  /** City and region, as the provider writes them; null when it did not say. */
  readonly place: string | null;
  readonly features: readonly Feature[];
  /** What it is charged at; null when the provider did not say, and never 0 for that reason. */
  readonly price: Price | null;
  /** Feature by feature; empty where the provider tells nothing of it. */
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

/** Whether it is paid for again: until its end it may be charged as before. */
export function isChargedAgain({ state, nextChargeAt, endsAt }: Lease): boolean {
  if (state !== "releasing") return state !== "released";
  return Boolean(nextChargeAt && endsAt && nextChargeAt < endsAt);
}

/** By number. Of one that is told of twice, with an end and without, what has no end counts: it is paid for. */
export function leasesByNumber(leases: readonly Lease[]): ReadonlyMap<E164, Lease> {
  const inOrder = [...leases.filter(isEnding), ...leases.filter((lease) => !isEnding(lease))];
  return new Map(inOrder.map((lease) => [lease.number, lease]));
}
