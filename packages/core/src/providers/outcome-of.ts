import { LeaseError } from "../errors/lease-error.js";
import { type LeaseFailure, outcomeUnknown } from "../errors/lease-failure.js";
import type { Lease } from "../domain/lease.js";
import type { Outcome, Ownership } from "./provider-account.js";

/**
 * Sends a write and classifies its outcome.
 * @param send - the one request.
 * @param judge - what its answer proves. Whatever goes wrong in here, a read for instance, comes after the request and
 *   says nothing against it.
 */
export async function outcomeOf<Answer, Proved extends { readonly kind: string }>(
  send: () => Promise<Answer>,
  judge: (answer: Answer) => Proved | Promise<Proved>,
): Promise<Proved | Exclude<Outcome<object>, { kind: "committed" }>> {
  let answer;
  try {
    answer = await send();
  } catch (error) {
    return classed(error instanceof LeaseError ? error.failure : adapterFailed);
  }
  try {
    return await judge(answer);
  } catch (error) {
    const failure = error instanceof LeaseError ? error.failure : adapterFailed;
    return {
      kind: "unknown",
      failure: failure.kind === "outcome-unknown" ? failure : outcomeUnknown("not-seen"),
    };
  }
}

/** The outcome of a write whose answer says that it was not carried out; `field` is where it says so. */
export function notConfirmed(field: string): Extract<Outcome<object>, { kind: "unknown" }> {
  return { kind: "unknown", failure: outcomeUnknown("not-confirmed", field) };
}

/** Whether something stands in an answer that stands in no success, whichever provider's, or gateway's, it is. */
export function deniesSuccess(body: unknown): boolean {
  const { error, errors, success } = Object(body) as Record<
    "error" | "errors" | "success",
    unknown
  >;
  const isToldOf = Array.isArray(errors) ? errors.length > 0 : Boolean(errors);
  return Boolean(error) || isToldOf || success === false;
}

/** An adapter that throws after its request was sent does not know the outcome. */
export const adapterFailed = outcomeUnknown("unexpected-form", "the adapter failed");

function classed(failure: LeaseFailure): Exclude<Outcome<object>, { kind: "committed" }> {
  switch (failure.kind) {
    // The provider's own word that it was not done.
    case "unauthorized":
    case "forbidden":
    case "insufficient-funds":
    case "number-taken":
    case "not-leased":
    case "requirements-missing":
    case "rejected":
      return { kind: "rejected", failure };
    case "not-sent":
    case "bad-input":
      return { kind: "not-sent", failure };
    case "outcome-unknown":
      return { kind: "unknown", failure };
    default:
      // No answer to a write leads here.
      return { kind: "unknown", failure: adapterFailed };
  }
}

/** Whether the account holds the number of a lease that is being read. @throws {LeaseError} when that is not known. */
export async function ownershipOf(read: Promise<Lease>): Promise<Ownership> {
  try {
    const lease = await read;
    // One that has ended may still be told of: its number is not held any more.
    return lease.state === "released" ? { kind: "not-owned" } : { kind: "owned", lease };
  } catch (error) {
    if (error instanceof LeaseError && error.failure.kind === "not-leased")
      return { kind: "not-owned" };
    throw error;
  }
}
