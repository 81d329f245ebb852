import type { AccountIdentity } from "../domain/account.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { type Operation, isOpen, type OperationEvent } from "./operation.js";
import type { LedgerRecords } from "./store.js";

/** Whether it is open, and of an account that is connected here. */
export function canBeAsked(operation: Operation, identities: readonly AccountIdentity[]): boolean {
  const { identity } = operation;
  return isOpen(operation) && identity !== null && identities.includes(identity);
}

/** See `Ledger.takeOver`. */
export async function takeOver(
  records: LedgerRecords,
  id: string,
  by: { readonly identities: readonly AccountIdentity[]; readonly session: string },
): Promise<Operation | null> {
  const operation = await records.operation(id);
  if (!operation || !canBeAsked(operation, by.identities)) return null;
  if (operation.sender === by.session) return operation;
  // What is left to a person nobody asks about, and they may be at any window.
  const isLeft = operation.state === "needs-attention";
  if (!isLeft && !(await records.isGone(operation.sender))) return null;
  const taken = { ...operation, sender: by.session };
  await records.advance();
  await records.updateOperations([taken]);
  return taken;
}

/** What is known of an operation once nobody carries it out any more; null when that changes nothing. */
export function eventOfGone({ state, order }: Operation): OperationEvent | null {
  switch (state) {
    case "claimed":
      // The mark is written before the first byte is sent.
      return { kind: "not-sent", failure: { kind: "not-sent", reason: "interrupted" } };
    case "sent":
      return order === null
        ? { kind: "unknown", failure: outcomeUnknown("interrupted") }
        : { kind: "accepted", order };
    default:
      return null;
  }
}
