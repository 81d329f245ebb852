import type { Ledger } from "./ledger.js";
import { type Operation, advance, isOpen } from "./operation.js";

/** A ledger that lasts as long as the process: claims hold within it, and nothing survives it. */
export function memoryLedger(): Ledger {
  const operations = new Map<string, Operation>();

  return {
    claim: async ({ kind, account, number }) => {
      for (const by of operations.values()) {
        if (isOpen(by) && by.account === account && by.number === number)
          return { kind: "held", by };
      }
      const operation: Operation = {
        id: crypto.randomUUID(),
        kind,
        account,
        number,
        state: "claimed",
      };
      operations.set(operation.id, operation);
      return { kind: "claimed", operation };
    },
    record: async (operationId, event) => {
      const operation = operations.get(operationId);
      if (!operation) throw new RangeError(`there is no operation ${operationId}`);
      const advanced = advance(operation, event);
      operations.set(operationId, advanced);
      return advanced;
    },
    open: async () => [...operations.values()].filter(isOpen),
  };
}
