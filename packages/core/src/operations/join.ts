import type { Operation } from "../ledger/operation.js";
import { untilAborted } from "../until-aborted.js";
import type { Context } from "./context.js";
import { type Told, notAwaited, told } from "./operation-result.js";
import { follow } from "./settle.js";
import { takeUp } from "./take-up.js";
import { known } from "./write-down.js";

const firstWaitMs = 25;
const longestWaitMs = 500;

/**
 * Waits until somebody else's operation is no longer on its way, here or in another process.
 * @param signal - ends the waiting, and nothing else.
 * @throws {LeaseError} what that operation was refused with.
 */
export async function join(context: Context, by: Operation, signal?: AbortSignal): Promise<Told> {
  let operation = by;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const carried = context.carrying.get(by.id)?.catch(() => {});
    const waited = carried ?? context.clock.sleep(0, signal);
    await untilAborted(waited, signal);
    operation = await known(context, by.id);
    if (isOnItsWay(operation)) operation = (await takeUp(context, operation)).operation;
    if (!isOnItsWay(operation)) {
      // Nobody may be asking about it any more; if somebody is, this does nothing.
      follow(context, operation);
      return told(operation);
    }
    if (signal?.aborted) return { kind: "told", result: notAwaited(operation) };
    await context.clock.sleep(waitMs, signal);
  }
}

function isOnItsWay({ state }: Operation): boolean {
  return state === "claimed" || state === "sent";
}
