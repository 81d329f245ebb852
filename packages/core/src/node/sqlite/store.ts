import { setTimeout as sleep } from "node:timers/promises";
import type { LedgerStore } from "../../ledger/store.js";
import { createConnection } from "./connection.js";
import { recordsIn } from "./records.js";

/** How often the file is looked at by whoever waits for a change: a read of one row. */
const lookEveryMs = 250;

/** One session of a ledger's file. */
export function sqliteStore(path: () => string): LedgerStore {
  const connection = createConnection(path);
  const ended = new AbortController();
  const position = () => connection.read((transaction) => recordsIn(transaction).position());

  return {
    session: connection.session,
    write: (work) => connection.write((transaction) => work(recordsIn(transaction))),
    read: (work) => connection.read((transaction) => work(recordsIn(transaction))),
    changed: async (since, signal) => {
      const stop = AbortSignal.any([signal, ended.signal]);
      let now = since;
      while (!stop.aborted) {
        now = await position();
        if (now > since) break;
        await sleep(lookEveryMs, null, { signal: stop }).catch(() => {});
      }
      return now;
    },
    close: async () => {
      ended.abort();
      await connection.close();
    },
  };
}
