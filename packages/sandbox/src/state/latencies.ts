import type { Operation } from "../server/operation.js";

/** How long answers take, in real milliseconds. */
export type Latencies = {
  /** For one operation, or for all that have none of their own. */
  readonly set: (ms: number, operation?: Operation) => void;
  readonly of: (operation: Operation) => number;
  readonly clear: () => void;
};

export function createLatencies(): Latencies {
  const own = new Map<Operation, number>();
  let general = 0;
  return {
    set(ms, operation) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`A latency cannot be ${ms} ms.`);
      if (operation) own.set(operation, ms);
      else general = ms;
    },
    of: (operation) => own.get(operation) ?? general,
    clear() {
      own.clear();
      general = 0;
    },
  };
}
