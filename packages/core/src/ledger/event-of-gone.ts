import { outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation, OperationEvent } from "./operation.js";

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
