import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";

/** Null while the ledger cannot be had. */
export async function unlessAway<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (LeaseError.isInstance(error) && saysAway(error.failure)) return null;
    throw error;
  }
}

/** Whether the ledger cannot be had: also where a person has to mend something first, or it was moved. */
export function saysAway(failure: LeaseFailure): boolean {
  return (
    failure.kind === "ledger-unavailable" ||
    (failure.kind === "bad-input" && failure.field === "ledger")
  );
}
