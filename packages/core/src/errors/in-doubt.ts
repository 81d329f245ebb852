import { LeaseError } from "./lease-error.js";
import { type LeaseFailure, refusesAccess, outcomeUnknown } from "./lease-failure.js";

/**
 * What is told of an operation whose outcome is not known. What its last look failed with says nothing of the request,
 * and as a failure of its own it would say that nothing was spent.
 */
export function inDoubt(failure: LeaseFailure): LeaseFailure {
  if (failure.kind === "outcome-unknown") return failure;
  if (refusesAccess(failure)) return outcomeUnknown("not-shown");
  if (failure.kind !== "no-answer") return outcomeUnknown("not-seen");
  const { retryAfterMs: _, ...unclear } = failure;
  return { ...unclear, kind: "outcome-unknown" };
}

/** What a request has failed with that costs nothing: whatever became of it, it may be asked for again. */
export function withoutDoubt(error: unknown): unknown {
  if (!LeaseError.isInstance(error) || error.failure.kind !== "outcome-unknown") return error;
  const failure = { ...error.failure, kind: "no-answer", retryAfterMs: null } as const;
  return new LeaseError(failure, { cause: error });
}
