import { LeaseError } from "../errors/lease-error.js";
import { type LeaseFailure } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";
import type { LeaseOutcome, Prepared, ReleaseOutcome } from "../providers/provider-account.js";
import type { Context } from "./context.js";

export type Sent =
  | {
      readonly kind: "answered";
      readonly operation: Operation;
      readonly outcome: LeaseOutcome | ReleaseOutcome;
    }
  /** It could not be written down that it is sent, so it was not. */
  | { readonly kind: "unmarked"; readonly error: unknown };

/**
 * Marks the operation as sent, and sends its request: once, with nothing awaited between the two. From the mark
 * on it counts as sent, whatever becomes of this process.
 */
export async function send(
  context: Context,
  claimed: Operation,
  request: Prepared<LeaseOutcome> | Prepared<ReleaseOutcome>,
): Promise<Sent> {
  let operation;
  try {
    operation = await context.ledger.record(claimed.id, {
      kind: "sent",
      order: request.order ?? null,
    });
  } catch (error) {
    return { kind: "unmarked", error };
  }
  const answer = start(request);
  context.tell(operation);
  return { kind: "answered", operation, outcome: await answer };
}

/** An adapter does not throw here. One that does has sent it, for all that is known. */
async function start(
  request: Prepared<LeaseOutcome> | Prepared<ReleaseOutcome>,
): Promise<LeaseOutcome | ReleaseOutcome> {
  try {
    return await request.send();
  } catch (error) {
    return {
      kind: "unknown",
      failure:
        error instanceof LeaseError && error.failure.kind === "outcome-unknown"
          ? error.failure
          : unreadable,
    };
  }
}

const unreadable: LeaseFailure = {
  kind: "outcome-unknown",
  reason: "unexpected-form",
  status: null,
  detail: "the adapter failed",
};
