import { badInput } from "../errors/lease-error.js";
import type { Ledger } from "./ledger.js";
import { type MemoryRecords, memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-store.js";
import { createLedger } from "./rules.js";

/**
 * A ledger that lasts as long as the process.
 * @param records - to open another session of the same ledger, as another window would.
 * @throws {LeaseError} `bad-input` for records that are none.
 */
export function memoryLedger(records: MemoryRecords = memoryRecords()): Ledger {
  // Not an object of any class: those of another copy of this package will do.
  const { sessions, operations } = Object(records) as Partial<MemoryRecords>;
  if (!sessions || !operations)
    throw badInput("records", "A ledger in memory needs what memoryRecords() makes, or nothing.");
  return createLedger(memoryStore(records));
}
