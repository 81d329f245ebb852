import { memoryRecords } from "../ledger/memory-records.js";
import { memoryStore } from "../ledger/memory-ledger.js";
import type { LedgerStoreHarness } from "./ledger-stage.js";

/** The store that every other one is moved from and into. */
export const memoryHarness: LedgerStoreHarness = {
  start: async () => {
    const records = memoryRecords();
    return { open: () => memoryStore(records), close: async () => {} };
  },
};
