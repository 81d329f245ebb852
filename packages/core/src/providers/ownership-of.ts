import type { Lease } from "../domain/lease.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ownership } from "./provider-account.js";

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
