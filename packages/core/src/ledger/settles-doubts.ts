import { eventOfGone } from "./event-of-gone.js";
import { type Operation, advance } from "./operation.js";
import type { LedgerRecords, LedgerStore } from "./store.js";

/**
 * A claim or a takeover whose answer was lost, and that could not be read back either, may come to stand in the
 * ledger after all. Whoever asked for it was told that it failed, so nobody carries it out: the next transaction of
 * this session writes down what is known of it then.
 */
export function settlesDoubts(
  store: LedgerStore,
  clock: () => Date,
): { readonly store: LedgerStore; note(id: string): void } {
  const doubtful = new Set<string>();
  return {
    note: (id) => void doubtful.add(id),
    store: {
      ...store,
      write: async (work) => {
        if (doubtful.size === 0) return store.write(work);
        const found: string[] = [];
        const result = await store.write(async (records) => {
          found.length = 0;
          for (const id of doubtful) {
            const operation = await records.operation(id);
            if (!operation) continue;
            found.push(id);
            await giveBack(records, operation, { session: store.session, at: clock() });
          }
          return work(records);
        });
        for (const id of found) doubtful.delete(id);
        return result;
      },
    },
  };
}

async function giveBack(
  records: LedgerRecords,
  operation: Operation,
  { session, at }: { readonly session: string; readonly at: Date },
): Promise<void> {
  const event = eventOfGone(operation);
  if (operation.sender !== session || !event) return;
  const entry = { event, at: at.toISOString() };
  const position = await records.advance();
  await records.updateOperation(advance(operation, event, entry.at));
  await records.addEntry(operation.id, entry, position);
  if (event.kind === "not-sent") await records.putCosts(operation.id, []);
}
