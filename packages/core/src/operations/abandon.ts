import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import { type Operation, isOpen } from "../ledger/operation.js";
import type { Work } from "./work.js";

/** Gives an operation up for a person. @throws {LeaseError} `in-progress` while its session lives. */
export async function abandon(
  operationId: string,
  { ledger, work }: { readonly ledger: Ledger; readonly work: Work },
): Promise<Operation> {
  try {
    const abandoned = await ledger.record(operationId, { kind: "abandoned" });
    work.tell(abandoned);
    return abandoned;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // It may have been settled in the same moment.
    const now = await ledger.find(operationId);
    if (now && !isOpen(now)) return now;
    throw new LeaseError({ kind: "in-progress" });
  }
}
