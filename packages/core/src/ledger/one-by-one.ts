import type { LedgerRecords } from "./store.js";

type Single = Pick<
  LedgerRecords,
  | "operation"
  | "history"
  | "lease"
  | "advance"
  | "insertOperation"
  | "addEntry"
  | "putLease"
  | "putCosts"
>;

type Many = Pick<
  LedgerRecords,
  "recorded" | "leases" | "insertRecorded" | "putLeases" | "putBookings"
>;

/** What a store does with many records that has them near, and gains nothing by taking them together. */
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
    leases: async (list, numbers) => {
      const found = [];
      for (const number of numbers) {
        const record = await records.lease(list, number);
        if (record) found.push(record);
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
    putLeases: async (list, leases) => {
      for (const lease of leases) await records.putLease(list, lease);
    },
    putBookings: async (bookings) => {
      for (const { name, costs } of bookings) await records.putCosts(name, costs);
    },
  };
}
