import type { Clock } from "../../src/clock.js";

/** A clock on which time passes by the word of a test alone. */
export function clockByHand(): Clock & { pass(ms: number): Promise<void> } {
  // Where a clock begins means nothing.
  let nowMs = 7_000_000;
  const sleepers = new Set<{ readonly untilMs: number; readonly wake: () => void }>();
  return {
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((wake) => {
        sleepers.add({ untilMs: nowMs + ms, wake });
        signal?.addEventListener("abort", () => wake(), { once: true });
      }),
    pass: async (ms) => {
      // Before and after it, all others have their turn.
      await new Promise((resolve) => setImmediate(resolve));
      nowMs += ms;
      for (const { untilMs, wake } of sleepers) if (untilMs <= nowMs) wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
