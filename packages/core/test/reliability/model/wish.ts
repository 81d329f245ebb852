import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { Settled } from "../../../src/operations/settled.js";

/** What a person has asked for, once. */
export interface PersonsWish {
  readonly kind: "lease" | "release";
  readonly number: E164;
  /** Whether the last digits were typed rightly. */
  readonly confirmed: boolean;
  readonly lease: Lease | null;
  readonly controller: AbortController;
  readonly askedAtMs: number;
  result: Settled | { readonly kind: "failed"; readonly failure: LeaseFailure } | null;
}
