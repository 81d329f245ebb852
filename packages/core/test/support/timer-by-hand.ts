import { onTestFinished } from "vitest";

/** A time that is over when a test says so, and never by itself: a busy machine keeps the same order as an idle one. */
export interface TimerByHand {
  /** What is given as its length. No other timer is as long. */
  readonly ms: number;
  /** Resolves once somebody waits for it. */
  readonly begun: Promise<void>;
  /** @returns what tells those who wait by now, and not those who begin later, that they have waited long enough. */
  readonly waiting: () => () => void;
  /** Tells those who wait. */
  readonly end: () => void;
}

let longestMs = 20_000;

/** @param ms - where its length is not for the test to choose. */
export function timerByHand(ms = (longestMs += 1)): TimerByHand {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const waiting = new Map<unknown, () => void>();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const setByHand = (
    work: (...given: unknown[]) => void,
    afterMs?: number,
    ...given: unknown[]
  ) => {
    const timer = afterMs === ms ? set(() => {}, ms).unref() : set(work, afterMs, ...given);
    if (afterMs === ms) {
      waiting.set(timer, () => work(...given));
      begin();
    }
    return timer;
  };
  globalThis.setTimeout = Object.assign(setByHand, set);
  globalThis.clearTimeout = (timer) => {
    waiting.delete(timer);
    clear(timer);
  };
  onTestFinished(() => void Object.assign(globalThis, { setTimeout: set, clearTimeout: clear }));
  const waitingNow: TimerByHand["waiting"] = () => {
    const timers = [...waiting.keys()];
    return () => {
      for (const timer of timers) {
        const work = waiting.get(timer);
        waiting.delete(timer);
        work?.();
      }
    };
  };
  return { ms, begun, waiting: waitingNow, end: () => waitingNow()() };
}
