import { type E164, type LeaseClient, LeaseError, type LeaseFailure } from "@leaseline/core";

/** What the ledger says of numbers that a provider has told of; or why it says nothing: that hides no number. */
export async function protectedNumbers(
  client: Pick<LeaseClient, "notes">,
): Promise<{ readonly numbers: readonly E164[]; readonly failure: LeaseFailure | null }> {
  try {
    const notes = await client.notes();
    const numbers = notes.filter(({ isProtected }) => isProtected).map(({ number }) => number);
    return { numbers, failure: null };
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    return { numbers: [], failure: error.failure };
  }
}
