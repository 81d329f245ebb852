import type { LeaseFailure, UnclearReason } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";
import type { Context } from "./context.js";

/** How long the request may still be carried out, counted from now. */
export async function onItsWay(
  { ledger, timing }: Context,
  { id, failure }: Operation,
): Promise<number> {
  const history = await ledger.history(id);
  const failures = history.map(({ event }) => ("failure" in event ? event.failure : null));
  const reasons = new Set([failure, ...failures].map(reasonOf));
  // The provider has answered that it refuses it.
  if (reasons.has("conflict")) return 0;
  // Its process may have died with the request in its socket.
  const leftBehind = reasons.has("interrupted") || reasons.has("ledger-damaged");
  // Where it is taken over from a sender that may only be cut off, that one may yet begin to send.
  return leftBehind ? timing.afterDeathMs + (ledger.sendWindow?.withinMs ?? 0) : timing.onItsWayMs;
}

function reasonOf(failure: LeaseFailure | null): UnclearReason | null {
  return failure?.kind === "outcome-unknown" ? failure.reason : null;
}
