import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { moveLedger } from "../../ledger/move.js";
import { movedOf } from "../../ledger/half-move.js";
import type { LedgerStore } from "../../ledger/store.js";
import { createConnection } from "./connection.js";
import { recordsIn } from "./records.js";

/** How often the file is looked at by whoever waits for a change: a read of one row. */
const lookEveryMs = 250;

/**
 * One session of a ledger's file, opened with the first call: for `moveLedger`. Refuses what `sqliteLedger` refuses.
 * @param path - the whole path of the file.
 */
export function sqliteStore(path: () => string): LedgerStore {
  const connection = createConnection(path);
  const ended = new AbortController();
  const position = () => connection.read((transaction) => recordsIn(transaction).position());

  const store: LedgerStore = {
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
    finishArrival: () => finishArrival(store),
    close: async () => {
      ended.abort();
      await connection.close();
    },
  };
  return store;
}

/** Where it has come from another file of this machine, which is there and knows of it. */
async function finishArrival(target: LedgerStore): Promise<boolean> {
  const { arriving, to } = await target.read(async (view) => ({
    arriving: await view.moved(),
    to: (await view.about()).place,
  }));
  const from = arriving?.from ?? "";
  if (!isAbsolute(from) || !existsSync(from)) return false;
  const source = sqliteStore(() => from);
  try {
    if ((await movedOf(source))?.move !== arriving?.move) return false;
    // All of it is here by then: nothing is copied.
    await moveLedger(source, target, { to });
    return true;
  } finally {
    await source.close();
  }
}
