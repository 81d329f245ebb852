import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";
import { adapterFailed } from "../providers/outcome-of.js";
import type { LeaseOutcome, Prepared, ReleaseOutcome } from "../providers/provider-account.js";
import type { Context } from "./context.js";
import { isRecordLost } from "./write-down.js";

export type Sent =
  | {
      readonly kind: "answered";
      readonly operation: Operation;
      readonly outcome: LeaseOutcome | ReleaseOutcome;
    }
  /** It could not be written down that it is sent, or not in time, so it was not. */
  | { readonly kind: "unmarked"; readonly error: unknown };

/** How long it may be since the ledger was asked, in ms, for a request to leave on its word. */
const freshMs = 1000;

/**
 * Marks the operation as sent, and sends its request: once, with nothing awaited between the two. From the mark
 * on it counts as sent, whatever becomes of this process.
 */
export async function send(
  context: Context,
  claimed: Operation,
  request: Prepared<LeaseOutcome> | Prepared<ReleaseOutcome>,
): Promise<Sent> {
  // Its client was closed, and did not wait for it any longer.
  if (!context.ledger.inHand.has(claimed.id))
    return { kind: "unmarked", error: new LeaseError(claimLost) };
  const isTooLate = context.ledger.sendWindow?.open() ?? never;
  const askedMs = context.clock.monotonicMs();
  let operation;
  try {
    operation = await context.ledger.record(claimed.id, {
      kind: "sent",
      order: request.order ?? null,
    });
    await untilFresh(context, operation, { askedMs, isTooLate });
  } catch (error) {
    // The claim is another session's by now, or is gone.
    const isLost = error instanceof RangeError || isRecordLost(error);
    return {
      kind: "unmarked",
      error: isLost ? new LeaseError(claimLost, { cause: error }) : error,
    };
  }
  // Others may have taken it over meanwhile, and count on nothing being sent from here on.
  if (isTooLate()) return { kind: "unmarked", error: new LeaseError(tooLate) };
  const answer = start(request);
  context.tell(operation);
  return { kind: "answered", operation, outcome: await answer };
}

/**
 * Where sessions are told by their connections, somebody else may have taken the operation over while its mark was
 * on the way back, have seen the number held and have released it: the ledger is asked again.
 * @throws {RangeError} where it is not this session's to send any more.
 */
async function untilFresh(
  { ledger, clock }: Context,
  marked: Operation,
  { askedMs, isTooLate }: { readonly askedMs: number; readonly isTooLate: () => boolean },
): Promise<void> {
  if (!ledger.sendWindow) return;
  for (let since = askedMs; clock.monotonicMs() - since > freshMs && !isTooLate();) {
    since = clock.monotonicMs();
    const now = await ledger.find(marked.id);
    if (now?.state !== marked.state || now.sender !== marked.sender)
      throw new RangeError("It was taken over while its mark was on the way back.");
  }
}

const never = () => false;
const claimLost: LeaseFailure = { kind: "not-sent", reason: "claim-lost" };
const tooLate: LeaseFailure = { kind: "ledger-unavailable", reason: "busy" };

/** Adapters do not throw here. One that does may have sent the request. */
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
          : adapterFailed,
    };
  }
}
