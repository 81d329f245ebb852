import type { Ledger } from "./ledger.js";
import { type MemoryRecords, memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-store.js";
import { createLedger } from "./rules.js";

/**
 * A ledger that lasts as long as the process.
 * @param records - to open another session of the same ledger, as another window would.
 */
export function memoryLedger(records: MemoryRecords = memoryRecords()): Ledger {
  return createLedger(memoryStore(records));
}
