import type { AccountIdentity } from "../domain/account.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { type Operation, isOpen, type OperationEvent } from "./operation.js";
import type { LedgerRecords } from "./store.js";

/** Whether it is open, and of an account that is connected here. */
export function canBeAsked(operation: Operation, identities: readonly AccountIdentity[]): boolean {
  const { identity } = operation;
  return isOpen(operation) && identity !== null && identities.includes(identity);
}

/**
 * Whether its sender asks no more and has left it to a person, who may be at any window. What a damaged ledger calls
 * doubtful is not: its sender may still be at it.
 */
export function isLeft({ state, failure }: Pick<Operation, "state" | "failure">): boolean {
  const isDamaged = failure?.kind === "outcome-unknown" && failure.reason === "ledger-damaged";
  return state === "needs-attention" && !isDamaged;
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
  if (!isLeft(operation) && !(await records.isGone(operation.sender))) return null;
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
