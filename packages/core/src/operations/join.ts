import { pauses } from "../clock.js";
import type { Operation } from "../ledger/operation.js";
import { unlessAway } from "../ledger/unless-away.js";
import { untilAborted } from "../until-aborted.js";
import type { Context } from "./context.js";
import { lookOnce } from "./look-once.js";
import { type OperationResult, notAwaited, resultOf } from "./operation-result.js";
import { follow } from "./settle.js";
import { takeUp } from "./take-up.js";
import { unlessTooLong } from "./timing.js";
import { known } from "./write-down.js";

/**
 * Waits until somebody else's operation is no longer on its way, here or in another process. One that nobody
 * else asks about is looked at once.
 * @param signal - ends the waiting, and nothing else; so does an adapter that never answers whoever is at it.
 * @returns null where it ended without effect.
 * @throws {LeaseError} what that operation was refused with, as this request would be; `outcome-unknown` where its record is lost.
 */
export function join(
  context: Context,
  by: Operation,
  signal?: AbortSignal,
): Promise<OperationResult | null> {
  return unlessTooLong(context, signal, (within) => joined(context, by, within));
}

async function joined(
  context: Context,
  by: Operation,
  signal: AbortSignal,
): Promise<OperationResult | null> {
  const pause = pauses(context.clock, 25, 500);
  for (;;) {
    await untilAborted(context.carrying.get(by.id)?.catch(() => {}) ?? settled, signal);
    // What was sent already is not undone by a ledger that is away.
    const operation = await unlessAway(() => hearOf(context, by.id, signal));
    if (operation) {
      if (!isOnItsWay(operation)) return resultOf(operation);
      // It belongs to the account's new key now, and this client has the former one: it would never hear of the end.
      if (!context.accountOf(operation.identity)) return notAwaited(operation);
    }
    if (signal.aborted) return notAwaited(operation ?? by);
    await pause(signal);
  }
}

/** The operation as it stands, after a look where nobody else asks about it. */
async function hearOf(context: Context, id: string, signal: AbortSignal): Promise<Operation> {
  const operation = await known(context, id);
  switch (operation.state) {
    case "claimed":
    case "sent":
    case "unknown":
    case "needs-attention": {
      const taken = await takeUp(context, operation);
      const isLeft = taken.kind === "theirs" || isOnItsWay(taken.operation) || signal.aborted;
      return isLeft ? taken.operation : lookOnce(context, taken.operation, signal);
    }
    default:
      follow(context, operation);
      return operation;
  }
}

const settled = Promise.resolve();

function isOnItsWay({ state }: Operation): boolean {
  return state === "claimed" || state === "sent";
}
