import { outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation, OperationEvent, OperationState } from "../ledger/operation.js";

// A ledger goes back when its database fails over or is restored: it lacks what was written last, under processes
// that go on and know it.

/** This cannot follow on what the ledger says of the operation by now. */
export class WentBack extends RangeError {}

/** What a refused record means, and anything else as it is. */
export function wentBack(error: unknown): unknown {
  return error instanceof RangeError ? new WentBack(error.message, { cause: error }) : error;
}

/** How far an operation has come that still holds its number. */
const steps: Partial<Record<OperationState, number>> = {
  claimed: 0,
  sent: 1,
  unknown: 2,
  accepted: 2,
  "needs-attention": 3,
};

/** Whether the ledger says of an open operation what was so before that which is known of it. */
export function isBehind(now: Operation, known: Operation): boolean {
  const [from, to] = [steps[now.state], steps[known.state]];
  return from !== undefined && to !== undefined && from < to;
}

/** What has to be said again, in its order, until the ledger knows it. */
export function missing(now: Operation, known: Operation): readonly OperationEvent[] {
  const { state, order, failure } = known;
  const unclear = failure ?? outcomeUnknown("interrupted");
  const events: readonly OperationEvent[] = [
    { kind: "sent", order },
    state === "accepted" && order !== null
      ? { kind: "accepted", order }
      : { kind: "unknown", failure: unclear },
    { kind: "needs-attention", failure: unclear },
  ];
  return events.slice(steps[now.state], steps[state]);
}
