import type { Ledger } from "./ledger.js";
import type { LedgerRecords, LedgerStore } from "./store.js";

/** See `Ledger.rehearsal`. @param inHand - the ledger's own, which stays as it is. */
export function rehearsal(
  store: LedgerStore,
  inHand: ReadonlySet<string>,
  open: (store: LedgerStore) => Ledger,
): Ledger {
  return {
    ...open(rolledBack(store)),
    get inHand() {
      return new Set(inHand);
    },
  };
}

/**
 * The same store, with every transaction rolled back that writes: what it is refused for, this is refused for too. What
 * was written here before is written once more in each of them, and so is seen here.
 */
function rolledBack(store: LedgerStore): LedgerStore {
  const written: ((records: LedgerRecords) => Promise<unknown>)[] = [];
  const attempt = async <Result>(
    work: (records: LedgerRecords) => Promise<Result>,
  ): Promise<Result> => {
    let results: readonly Result[] = [];
    const attempted = store.write(async (records) => {
      results = [];
      for (const earlier of written) await unlessOvertaken(earlier(records));
      results = [await work(records)];
      throw new Error("rolled back");
    });
    return attempted.catch((error: unknown) => {
      for (const result of results) return result;
      throw error;
    });
  };
  return {
    ...store,
    read: (work) => (written.length === 0 ? store.read(work) : attempt(work)),
    write: async (work) => {
      const result = await attempt(work);
      written.push(work);
      return result;
    },
    close: async () => {},
  };
}

/** Others may have written about the same operation meanwhile: then that is what stands there. */
async function unlessOvertaken(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
