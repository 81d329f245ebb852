import type { Operation, OperationEntry } from "../ledger/operation.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import type { Context } from "./context.js";

/**
 * Whether an order may stand that nobody can find: the ledger has lost the mark that says which one was submitted, if
 * any, and the provider cannot be searched for it. No list shows an order, so that none proves an absence then.
 */
export async function mayHaveLostOrder(
  { ledger }: Context,
  { id, kind, order }: Operation,
  account: ProviderAccount,
): Promise<boolean> {
  if (kind !== "lease" || order !== null || !account.follow || account.findOrder) return false;
  return hasLostMark(await ledger.history(id));
}

/** A mark of a sender's own says which order goes with it, or that there is none. */
export function hasLostMark(history: readonly OperationEntry[]): boolean {
  const isDoubted = history.some(
    ({ event }) =>
      event.kind === "unknown" &&
      event.failure.kind === "outcome-unknown" &&
      event.failure.reason === "ledger-damaged",
  );
  return (
    isDoubted && !history.some(({ event }) => event.kind === "sent" && event.order !== undefined)
  );
}
