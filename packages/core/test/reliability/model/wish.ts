import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { OperationResult } from "../../../src/operations/operation-result.js";

/** What a person has asked for, once. */
export interface PersonsWish {
  readonly kind: "lease" | "release";
  readonly number: E164;
  /** Whether the last digits were typed rightly. */
  readonly confirmed: boolean;
  readonly lease: Lease | null;
  readonly controller: AbortController;
  readonly askedAtMs: number;
  result: OperationResult | { readonly kind: "failed"; readonly failure: LeaseFailure } | null;
}
