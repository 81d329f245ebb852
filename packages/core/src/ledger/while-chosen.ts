import type { LedgerStore } from "./store.js";

/**
 * The same store, in which nothing is begun once another ledger has been chosen: two would lease a number twice. It is
 * looked at before anything waits for its turn, and once more in it.
 */
export function whileChosen(store: LedgerStore): LedgerStore {
  const check = () => store.checkChosen?.();
  return {
    ...store,
    write: async (work) => {
      check();
      return store.write(async (records) => {
        check();
        return work(records);
      });
    },
  };
}
