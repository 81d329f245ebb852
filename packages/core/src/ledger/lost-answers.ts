import { type Clock, pauses } from "../clock.js";
import { eventOfGone } from "./take-over.js";
import { type Operation, advance } from "./operation.js";
import type { LedgerRecords, LedgerStore, LedgerView } from "./store.js";

/**
 * A claim or a takeover whose answer was lost, and that could not be read back either, may come to stand in the
 * ledger after all. Whoever asked for it was told that it failed, so nobody carries it out, and others wait for this
 * session: its next transaction writes down what is known of it then, and there is one soon.
 */
export function settlesDoubts(
  store: LedgerStore,
  { now, time, closing }: Surroundings,
): { readonly store: LedgerStore; note(id: string): void } {
  const doubtful = new Set<string>();
  let sinceMs = 0;
  let isSettling = false;

  const settle = async () => {
    isSettling = true;
    const pause = pauses(time, 1000, 60_000);
    for (;;) {
      await pause(closing);
      if (closing.aborted || doubtful.size === 0) break;
      const notedMs = sinceMs;
      const isLate = time.monotonicMs() - notedMs > mayComeMs;
      try {
        await settling.write(async () => {});
        // Unless one more has come up meanwhile.
        if (isLate && sinceMs === notedMs) break;
      } catch {
        // It is away, and nobody knows: again, then.
      }
    }
    isSettling = false;
  };
  const settling: LedgerStore = {
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
          await giveBack(records, operation, { session: store.session, at: await now(records) });
        }
        return work(records);
      });
      for (const id of found) doubtful.delete(id);
      return result;
    },
  };
  return {
    store: settling,
    note: (id) => {
      doubtful.add(id);
      sinceMs = time.monotonicMs();
      if (!isSettling) void settle();
    },
  };
}

interface Surroundings {
  readonly now: (view: LedgerView) => Promise<string>;
  readonly time: Clock;
  /** That the ledger is being closed: whoever comes next finds out what stands there. */
  readonly closing: AbortSignal;
}

/** No transaction is under way for longer: what is not there after that is not coming, and nobody looks for it. */
const mayComeMs = 60_000;

async function giveBack(
  records: LedgerRecords,
  operation: Operation,
  { session, at }: { readonly session: string; readonly at: string },
): Promise<void> {
  const event = eventOfGone(operation);
  if (operation.sender !== session || !event) return;
  const entry = { event, at };
  const position = await records.advance();
  await records.updateOperations([advance(operation, event, at)]);
  await records.addEntry(operation.id, entry, position);
  if (event.kind === "not-sent") await records.putBookings([{ name: operation.id, costs: [] }]);
}

/**
 * A write whose own answer was lost may have been carried out: what stands there decides. What cannot be
 * read either has failed, and is refused.
 */
export async function readBack<Result>(
  written: Promise<Result>,
  read: () => Promise<Result | null>,
  lost: () => unknown = () => {},
): Promise<Result> {
  try {
    return await written;
  } catch (error) {
    // A refusal of ours was never going to be written.
    if (error instanceof RangeError) throw error;
    const found = await read().catch(() => null);
    if (found) return found;
    lost();
    throw error;
  }
}
