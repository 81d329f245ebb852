import type { OperationEntry, Operation } from "../ledger/operation.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import type { Context } from "./context.js";

// What the history of an operation says of its request, once nobody knows its outcome.

type History = readonly OperationEntry[];

/** How long the request may still be carried out, counted from now. */
export function onItsWayMs(
  { ledger, timing }: Pick<Context, "ledger" | "timing">,
  { failure }: Operation,
  history: History,
): number {
  const said = history.map(({ event }) => ("failure" in event ? event.failure : null));
  const reasons = new Set(
    [failure, ...said].map((one) => (one?.kind === "outcome-unknown" ? one.reason : null)),
  );
  // Its process may have died with the request in its socket.
  const leftBehind = reasons.has("interrupted") || reasons.has("ledger-damaged");
  // Where it is taken over from a sender that may only be cut off, that one may yet begin to send.
  return leftBehind ? timing.afterDeathMs + (ledger.sendWindow?.withinMs ?? 0) : timing.onItsWayMs;
}

/**
 * Whether an order may stand that nobody can find: the ledger has lost the mark that says which one was submitted, if
 * any, and the provider cannot be searched for it. No list shows an order, so that none proves an absence then.
 */
export function mayHaveLostOrder(
  { kind, order }: Operation,
  account: Pick<ProviderAccount, "follow" | "findOrder">,
  history: History,
): boolean {
  if (kind !== "lease" || order !== null || !account.follow || account.findOrder) return false;
  return hasLostMark(history);
}

/** A mark of a sender's own says which order goes with it, or that there is none. */
export function hasLostMark(history: History): boolean {
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
