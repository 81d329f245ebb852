import type { Clock } from "../../src/clock.js";

/** A clock on which waiting takes no time: whoever sleeps finds that the time has passed. */
export function quickClock(): Clock & { advance(ms: number): void } {
  // Where a clock begins means nothing.
  let nowMs = 7_000_000;
  return {
    monotonicMs: () => nowMs,
    sleep: async (ms, signal) => {
      // Others get their turn, as they would.
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal?.aborted) nowMs += ms;
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
