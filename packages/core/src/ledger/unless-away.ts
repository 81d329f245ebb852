import { LeaseError } from "../errors/lease-error.js";

/** Null while the ledger cannot be had: also where a person has to mend something first, or it was moved. */
export async function unlessAway<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    const { failure } = error;
    const isOfLedger =
      failure.kind === "ledger-unavailable" ||
      (failure.kind === "bad-input" && failure.field === "ledger");
    if (isOfLedger) return null;
    throw error;
  }
}
