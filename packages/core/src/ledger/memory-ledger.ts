import { badInput, LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "./ledger.js";
import { type MemoryRecords, memoryRecords } from "./memory-records.js";
import { createLedger } from "./rules.js";
import { recordsOf } from "./memory-transaction.js";
import type { LedgerStore } from "./store.js";

/**
 * A ledger that lasts as long as the process.
 * @param records - of {@link memoryRecords}, to open another session of the same ledger, as another window would.
 * @throws {LeaseError} `bad-input` for records that are none.
 */
export function memoryLedger(records: MemoryRecords = memoryRecords()): Ledger {
  // Not an object of any class: those of another copy of this package will do.
  const { sessions, operations } = Object(records) as Partial<MemoryRecords>;
  if (!sessions || !operations)
    throw badInput("records", "A ledger in memory needs what memoryRecords() makes, or nothing.");
  return createLedger(memoryStore(records));
}

/** One session on records in memory. */
export function memoryStore(records: MemoryRecords): LedgerStore {
  const session = crypto.randomUUID();
  records.sessions.add(session);

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = records.turn.then(work);
    records.turn = result.catch(() => {});
    return result;
  };
  return {
    session,
    write: (work) =>
      inTurn(async () => {
        if (!records.sessions.has(session))
          throw new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
        const undo: (() => void)[] = [];
        try {
          return await work(recordsOf(records, undo));
        } catch (error) {
          for (const step of undo.toReversed()) step();
          throw error;
        } finally {
          for (const wake of records.waiting) wake();
        }
      }),
    read: (work) => inTurn(() => work(recordsOf(records, []))),
    changed: (since, signal) =>
      new Promise((resolve) => {
        const look = () => {
          if (records.position <= since && !signal.aborted && records.sessions.has(session)) return;
          records.waiting.delete(look);
          signal.removeEventListener("abort", look);
          resolve(records.position);
        };
        records.waiting.add(look);
        signal.addEventListener("abort", look);
        look();
      }),
    close: async () => {
      records.sessions.delete(session);
      for (const wake of records.waiting) wake();
    },
  };
}
