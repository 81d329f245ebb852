import type { Clock } from "../clock.js";
import type { LeaseError } from "../errors/lease-error.js";
import { ArrivingLedger, untilArrived, type Moved, MovedLedger } from "./moved.js";
import type { LedgerRecords, LedgerStore, LedgerView } from "./store.js";

/** The same store, which nothing is written to once it was moved, and nothing read from once the other ledger has it. */
export function unlessMoved(store: LedgerStore, time: Clock): LedgerStore {
  return {
    ...store,
    write: async (work) => {
      const attempt = () => untilArrived(() => store.write(checked(work, () => true)), time);
      try {
        return await attempt();
      } catch (error) {
        // Whoever has begun to move it here was not merely slow.
        if (!(error instanceof ArrivingLedger) || !(await store.finishArrival?.())) throw error;
        return attempt();
      }
    },
    read: (work) => store.read(checked(work, ({ done }) => done)),
  };
}

function checked<View extends LedgerView | LedgerRecords, Result>(
  work: (view: View) => Promise<Result>,
  isClosed: (moved: Moved) => boolean,
): (view: View) => Promise<Result> {
  return async (view) => {
    const moved = await view.moved();
    if (moved && isClosed(moved)) throw closed(moved);
    return work(view);
  };
}

/** One that something has come into opens again by itself, as soon as the other one is closed for good. */
function closed(moved: Moved): LeaseError {
  return moved.from === undefined
    ? new MovedLedger(moved)
    : new ArrivingLedger({ kind: "ledger-unavailable", reason: "half-moved" });
}
