import type { LedgerRecords } from "./store.js";

type Single = Pick<
  LedgerRecords,
  "operation" | "history" | "advance" | "insertOperation" | "addEntry"
>;

type Many = Pick<LedgerRecords, "recorded" | "insertRecorded">;

/** What a store does with many operations that has them near, and gains nothing by taking them together. */
export function oneByOne(records: Single): Many {
  return {
    recorded: async (ids) => {
      const found = [];
      for (const id of ids) {
        const operation = await records.operation(id);
        if (operation) found.push({ operation, history: await records.history(id) });
      }
      return found;
    },
    insertRecorded: async (all) => {
      for (const { operation, history } of all) {
        await records.insertOperation(operation, await records.advance());
        for (const entry of history)
          await records.addEntry(operation.id, entry, await records.advance());
      }
    },
  };
}
