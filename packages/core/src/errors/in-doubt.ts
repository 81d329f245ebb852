import { type LeaseFailure, isRefusal, outcomeUnknown } from "./lease-failure.js";

/**
 * What is told of an operation whose outcome is not known. What its last look failed with says nothing of the request,
 * and as a failure of its own it would say that nothing was spent.
 */
export function inDoubt(failure: LeaseFailure): LeaseFailure {
  if (failure.kind === "outcome-unknown") return failure;
  if (isRefusal(failure)) return outcomeUnknown("not-shown");
  if (failure.kind !== "no-answer") return outcomeUnknown("not-seen");
  const { retryAfterMs: _, ...unclear } = failure;
  return { ...unclear, kind: "outcome-unknown" };
}
