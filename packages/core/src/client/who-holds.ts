import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";

/**
 * A provider says of a number that it is taken, and not by whom: it may be an account of the same team's.
 * @throws {LeaseError} what `asked` throws.
 */
export async function sayingWhoHolds<Result>(
  ledger: Pick<Ledger, "lists">,
  number: E164,
  asked: () => Promise<Result>,
): Promise<Result> {
  try {
    return await asked();
  } catch (error) {
    if (!LeaseError.isInstance(error) || error.failure.kind !== "number-taken") throw error;
    // Without the ledger, what the provider said still holds.
    const lists = await ledger.lists().catch(() => []);
    const holder = lists.find(({ leases }) => leases.some(({ lease }) => lease.number === number));
    if (!holder) throw error;
    const failure = { kind: "number-taken", heldBy: holder.account } as const;
    throw new LeaseError(failure, { cause: error });
  }
}
