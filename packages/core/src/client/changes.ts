import { whileAwake } from "../clock.js";
import { LeaseError } from "../errors/lease-error.js";
import type { LedgerProblem } from "../errors/ledger-problem.js";
import type { Context } from "../operations/context.js";

const comesBackAfterMs = 2000;

/** Comes whenever something has been written into the ledger, also after that was away. */
export async function* changes(
  { ledger, clock, closing }: Context,
  signal: AbortSignal | undefined,
): AsyncGenerator<void> {
  const ends = AbortSignal.any([closing, ...(signal ? [signal] : [])]);
  for (let seen = await ledger.position(); ;) {
    const now = await ledger.changed(seen, ends).catch(async (error: unknown) => {
      if (!isAway(error)) throw error;
      // It goes on where it was, once the ledger is back.
      await whileAwake(clock.sleep(comesBackAfterMs, ends));
      return seen;
    });
    if (ends.aborted) return;
    if (now !== seen) yield;
    seen = now;
  }
}

function isAway(error: unknown): boolean {
  return (
    LeaseError.isInstance(error) &&
    error.failure.kind === "ledger-unavailable" &&
    passing.has(error.failure.reason)
  );
}

/** What ends without anybody's doing, or by what is done to its database. */
const passing = new Set<LedgerProblem>(["unreachable", "standby", "crowded", "busy"]);
