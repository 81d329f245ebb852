import { phrase, reasonWith } from "../domain/translate.js";
import { type LeaseError, badInput } from "../errors/lease-error.js";
import { ArrivingLedger, type Moved, MovedLedger } from "./moved.js";
import type { LedgerRecords, LedgerStore } from "./store.js";

// What can be done about a move that has ended half way, and how a ledger remembers what has become of it.

/** Where a ledger's contents go or have gone, also of one that is not read any more since; null while it is in use. */
export async function movedOf(store: LedgerStore): Promise<Moved | null> {
  checkStores(store);
  try {
    return await store.read((view) => view.moved());
  } catch (error) {
    if (error instanceof MovedLedger) return error.moved;
    throw error;
  }
}

/**
 * Takes a move back that ended half way. Until then the source stays closed.
 * @throws {LeaseError} `bad-input` where the target has everything: it has to be finished then.
 */
export async function cancelMove(source: LedgerStore, target: LedgerStore): Promise<void> {
  checkStores(source, target);
  const moved = await source.read((view) => view.moved());
  if (!moved) return;
  if (moved.done) throw new MovedLedger(moved);
  // Whoever is still copying finds it there, and has copied nothing.
  const isHere = await target.write(async (records) => {
    if (await records.hasTaken(moved.move)) return true;
    if (!(await records.hasTaken(cancelled(moved)))) await records.setTaken(cancelled(moved));
    return false;
  });
  if (isHere) throw new MovedLedger(moved);
  await source.write((records) => endMove(records, moved.move, null));
}

/**
 * Takes a move back, as {@link cancelMove}, where a person says that the target is gone for good. Should it have taken
 * everything and come back, it is closed, until this source is moved into it once more. What others have leased
 * there since is not known here: every account is read before anything is leased.
 * @param at - ISO 8601.
 */
export async function giveUpMove(source: LedgerStore, at: string): Promise<void> {
  checkStores(source);
  await source.write(async (records) => {
    const moved = await records.moved();
    if (!moved) return;
    if (moved.done) throw new MovedLedger(moved);
    if (moved.from !== undefined) throw waitsFor(moved);
    // Only after that anything else can be written.
    await records.setMoved(null);
    await records.setTaken(givenUp(moved));
    await records.setRewoundAt(await records.advance());
    await records.addNotice({ kind: "rewound", at });
  });
}

/**
 * Opens a ledger that has taken everything of another one, which is said to be gone for good before it was marked.
 * @returns whether it was that one that it waited for.
 */
export async function openWithout(target: LedgerStore, from: string): Promise<boolean> {
  checkStores(target);
  return openAgain(target, (moved) => moved.from === from);
}

/** Where it waits for the move of which this is true. */
export async function openAgain(
  target: LedgerStore,
  isIt: (moved: Moved) => boolean,
): Promise<boolean> {
  const isWaiting = (moved: Moved | null) => moved?.from !== undefined && isIt(moved);
  // There is rarely anything to write.
  if (!isWaiting(await target.read((view) => view.moved()))) return false;
  return target.write(async (records) => {
    if (!isWaiting(await records.moved())) return false;
    await records.setMoved(null);
    return true;
  });
}

/** A program without types may give anything, and leave one out. @throws {LeaseError} `bad-input` for what is no store. */
export function checkStores(...given: readonly unknown[]): void {
  for (const store of given) {
    const { read, write } = Object(store) as Record<"read" | "write", unknown>;
    if (typeof read !== "function" || typeof write !== "function")
      throw badInput("ledger", "What was given as a ledger's store cannot be used.");
  }
}

/** What has become of it since is left as it is. @returns whether it was still this move. */
export async function endMove(
  records: LedgerRecords,
  move: string,
  after: Moved | null,
): Promise<boolean> {
  const moved = await records.moved();
  if (moved?.move !== move) return false;
  if (!moved.done) await records.setMoved(after);
  return true;
}

export function waitsFor({ from = "" }: Moved): LeaseError {
  const reason = reasonWith(
    phrase(
      "{0} was moved into this ledger, and is not closed for good yet. Finish that move first, where it was begun.",
    ),
    from,
  );
  return new ArrivingLedger({ kind: "bad-input", field: "ledger", ...reason });
}

export function givenUp({ move }: Pick<Moved, "move">): string {
  return `given up ${move}`;
}

export function cancelled({ move }: Pick<Moved, "move">): string {
  return `cancelled ${move}`;
}
