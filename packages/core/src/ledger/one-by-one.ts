import type { LedgerRecords } from "./store.js";

type Single = Pick<
  LedgerRecords,
  "operation" | "history" | "advance" | "insertOperation" | "addEntry"
>;

type Many = Pick<LedgerRecords, "recorded" | "insertRecorded">;

/** The batch operations of a store that gains nothing from batches, because its records are at hand. */
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
