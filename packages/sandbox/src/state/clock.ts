import type { Memory } from "./memory.js";

/** The sandbox's time: real time plus whatever was added by {@link Clock.advance}. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Moves the clock forward. It never goes back, so nothing that happened can unhappen. */
  readonly advance: (ms: number) => void;
};

export function createClock(memory: Memory, realNow: () => number = Date.now): Clock {
  const aheadMs = memory.value("aheadMs", 0);
  return {
    now: () => realNow() + aheadMs.get(),
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError(`The clock cannot move by ${ms} ms.`);
      aheadMs.set(aheadMs.get() + ms);
    },
  };
}
