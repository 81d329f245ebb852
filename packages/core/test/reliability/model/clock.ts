import type { Clock } from "../../../src/clock.js";

/** Time that passes only when it is told to. */
export interface VirtualClock extends Clock {
  /** Lets time pass: whoever wakes up within it has done what it can before the next one does. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

export function virtualClock(): VirtualClock {
  let nowMs = 7_000_000;
  const sleepers = new Set<Sleeper>();
  return {
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { atMs: nowMs + Math.max(0, ms), wake };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", wake, { once: true });
        function wake() {
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", wake);
          resolve();
        }
      }),
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        await atRest();
        const next = earliest(sleepers);
        if (!next || next.atMs > untilMs) break;
        nowMs = next.atMs;
        next.wake();
      }
      nowMs = untilMs;
    },
  };
}

/** Everything here waits for promises only, so that all has been done that can be when the event loop turns. */
export function atRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function earliest(sleepers: Iterable<Sleeper>): Sleeper | null {
  let first: Sleeper | null = null;
  for (const sleeper of sleepers) if (!first || sleeper.atMs < first.atMs) first = sleeper;
  return first;
}
