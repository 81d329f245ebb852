import type { Fault } from "../control/fault.js";
import type { Operation } from "../server/operation.js";

/** What is set to go wrong, first come first served for each operation. */
export type FaultQueue = {
  readonly add: (operation: Operation, fault: Fault) => void;
  /** The fault for one request, which uses it up. */
  readonly take: (operation: Operation) => Fault | undefined;
  readonly clear: () => void;
};

export function createFaultQueue(): FaultQueue {
  const queues = new Map<Operation, { readonly fault: Fault; left: number }[]>();
  return {
    add(operation, fault) {
      const left = fault.times === "always" ? Number.POSITIVE_INFINITY : (fault.times ?? 1);
      queues.set(operation, [...(queues.get(operation) ?? []), { fault, left }]);
    },
    take(operation) {
      const next = queues.get(operation)?.find(({ left }) => left > 0);
      if (next) next.left -= 1;
      return next?.fault;
    },
    clear: () => queues.clear(),
  };
}
