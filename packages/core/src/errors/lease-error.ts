import { describeFailure } from "./describe-failure.js";
import type { LeaseFailure } from "./lease-failure.js";

/** The one error that this package throws. Tell failures apart by `failure.kind`. */
export class LeaseError extends Error {
  override readonly name = "LeaseError";
  readonly failure: LeaseFailure;

  constructor(failure: LeaseFailure, options?: { readonly cause?: unknown }) {
    super(describeFailure(failure).happened, options);
    this.failure = failure;
  }
}

/** The failure of a {@link LeaseError}; anything else is a defect and is thrown on. */
export function failureOf(error: unknown): LeaseFailure {
  if (error instanceof LeaseError) return error.failure;
  throw error;
}
