import type { Operation } from "../ledger/operation.js";
import { linkedTo, untilAborted } from "../until-aborted.js";
import type { Context } from "./context.js";
import { lookOnce } from "./look-once.js";
import { type Told, notAwaited, told } from "./operation-result.js";
import { follow } from "./settle.js";
import { takeUp } from "./take-up.js";
import { tooLong } from "./timing.js";
import { known } from "./write-down.js";

const firstWaitMs = 25;
const longestWaitMs = 500;

/**
 * Waits until somebody else's operation is no longer on its way, here or in another process. One that nobody
 * else asks about is looked at once.
 * @param signal - ends the waiting, and nothing else; so does an adapter that never answers whoever is at it.
 * @throws {LeaseError} what that operation was refused with.
 */
export async function join(context: Context, by: Operation, signal?: AbortSignal): Promise<Told> {
  const waiting = linkedTo(signal);
  void tooLong(context, waiting.signal).then(waiting.abort);
  try {
    return await joined(context, by, waiting.signal);
  } finally {
    waiting.abort();
    waiting.unlink();
  }
}

async function joined(context: Context, by: Operation, signal: AbortSignal): Promise<Told> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    await untilAborted(context.carrying.get(by.id)?.catch(() => {}) ?? settled, signal);
    const operation = await known(context, by.id);
    switch (operation.state) {
      case "claimed":
      case "sent":
      case "unknown":
      case "needs-attention": {
        const taken = await takeUp(context, operation);
        if (isOnItsWay(taken.operation)) {
          if (context.accountOf(taken.operation.identity)) break;
          // It has become that of the account's new key meanwhile: who has the former one will not hear of it.
          return { kind: "told", result: notAwaited(taken.operation) };
        }
        if (taken.kind === "theirs" || signal.aborted) return told(taken.operation);
        return told(await lookOnce(context, taken.operation, signal));
      }
      default:
        follow(context, operation);
        return told(operation);
    }
    if (signal.aborted) return { kind: "told", result: notAwaited(operation) };
    await context.clock.sleep(waitMs, signal);
  }
}

const settled = Promise.resolve();

function isOnItsWay({ state }: Operation): boolean {
  return state === "claimed" || state === "sent";
}
