/** The sandbox's time: real time plus whatever was added by {@link Clock.advance}. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Moves the clock forward. It never goes back, so nothing that happened can unhappen. */
  readonly advance: (ms: number) => void;
  /** Back to real time. */
  readonly reset: () => void;
};

export function createClock(realNow: () => number = Date.now): Clock {
  let aheadMs = 0;
  return {
    now: () => realNow() + aheadMs,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError(`The clock cannot move by ${ms} ms.`);
      aheadMs += ms;
    },
    reset() {
      aheadMs = 0;
    },
  };
}
