import { LeaseError } from "./lease-error.js";
import { type LeaseFailure, refusesAccess, outcomeUnknown } from "./lease-failure.js";

/**
 * The failure to report for an operation whose outcome is not known. Why its last look failed says nothing about the
 * request, and reported as a failure of its own it would mean that nothing was spent.
 */
export function inDoubt(failure: LeaseFailure): LeaseFailure {
  if (failure.kind === "outcome-unknown") return failure;
  if (refusesAccess(failure)) return outcomeUnknown("not-shown");
  if (failure.kind !== "no-answer") return outcomeUnknown("not-seen");
  const { retryAfterMs: _, ...unclear } = failure;
  return { ...unclear, kind: "outcome-unknown" };
}

/** The error of a request that costs nothing: whatever became of it, it may be sent again. */
export function withoutDoubt(error: unknown): unknown {
  if (!LeaseError.isInstance(error) || error.failure.kind !== "outcome-unknown") return error;
  const failure = { ...error.failure, kind: "no-answer", retryAfterMs: null } as const;
  return new LeaseError(failure, { cause: error });
}
