import { phrase } from "../domain/translate.js";
import type { AccountId } from "../domain/account.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import { checkOptions, refuseOthers } from "../errors/check-options.js";
import { untilArrived, type Moved, MovedLedger } from "./moved.js";
import { type Copied, copyRecords } from "./copy-records.js";
import { cancelled, checkStores, endMove, givenUp, openAgain, waitsFor } from "./half-move.js";
import { openStates } from "./operation.js";
import type { LedgerRecords, LedgerStore, LedgerView } from "./store.js";

/** What the ledgers of a move are called, and what of the one stays behind. */
export interface MoveOptions {
  /** What to call the other ledger for whoever opens this one: its path, or its address without a password. */
  readonly to: string;
  /** The same of this one, for whoever opens the other one meanwhile. Left out, it is its place. */
  readonly from?: string | undefined;
  /** Accounts that have no place in the other one, such as the sandbox's. */
  readonly leaveOut?: ((account: AccountId) => boolean) | undefined;
}

/**
 * Puts all that one ledger holds into another one, which may hold something already. In steps, so that never both
 * are in use, and one that ended half way is finished by the next: the source is closed to everybody; the target
 * takes everything in one transaction that checks what it wrote, and is closed with it; the source is marked as moved;
 * the target is opened again.
 * @returns what was copied; null where that had been done before.
 * @throws {LeaseError} `ledger-unavailable`: `busy` while a session of the source has something under way; and
 * where either cannot be reached. `bad-input` for a source that was moved elsewhere, and for what cannot be in one
 * ledger. Where the target has refused, the source is open again.
 */
export async function moveLedger(
  source: LedgerStore,
  target: LedgerStore,
  options: MoveOptions,
): Promise<Copied | null> {
  checkStores(source, target);
  const given = Object(options) as Partial<MoveOptions>;
  checkOptions(given, { to: "text", from: "text", leaveOut: "function" });
  refuseOthers(arguments, 3);
  if (given.to === undefined)
    throw badInput("to", "A move needs a name for the ledger that it leads to.");
  try {
    return await untilArrived(() => moveAll(source, target, options));
  } catch (error) {
    if (!(error instanceof MovedLedger)) throw error;
    const { done, to, move } = error.moved;
    if (!done || to !== options.to) throw error;
    await openAgain(target, (moved) => moved.move === move);
    return null;
  }
}

async function moveAll(
  source: LedgerStore,
  target: LedgerStore,
  { to, from: called, leaveOut = () => false }: MoveOptions,
): Promise<Copied | null> {
  const place = await checkBoth(source, target);
  const from = called ?? place;
  const { move, done } = await source.write((records) => close(records, to));
  let copied: Copied | null | LeaseError = null;
  if (!done) {
    const taking = { from, move, leaveOut, sender: target.session };
    copied = await source.read((view) => target.write((records) => take(view, records, taking)));
    const after = copied instanceof LeaseError ? null : { to, move, done: true };
    const isEnded = await source.write((records) => endMove(records, move, after));
    if (copied instanceof LeaseError) throw copied;
    // The target stays closed: the source may be leased from by now.
    if (!isEnded) throw takenBack();
  }
  await openAgain(target, (moved) => moved.move === move);
  return copied;
}

/**
 * Before the source is closed: what cannot be reached takes nothing.
 * @returns what the source is called.
 */
async function checkBoth(source: LedgerStore, target: LedgerStore): Promise<string> {
  // First, as one that was moved says so itself.
  const from = await source.read((view) => view.about());
  const { place, moved } = await target.read(async (view) => ({
    ...(await view.about()),
    moved: await view.moved(),
  }));
  const isOurs = await source.read((view) => mayTake(view, moved));
  if (moved && moved.from === undefined) throw new MovedLedger(moved);
  if (moved && !isOurs) throw waitsFor(moved);
  if (from.place === place && place !== "memory")
    throw badInput("ledger", phrase("It is the same ledger."));
  return from.place;
}

/** Whether a target that waits for a source waits for this one, also where that had given it up. */
async function mayTake(view: LedgerView, moved: Moved | null): Promise<boolean> {
  if (!moved) return true;
  return (await view.moved())?.move === moved.move || (await view.hasTaken(givenUp(moved)));
}

/** From when this is written, no session writes anything else in it. */
async function close(records: LedgerRecords, to: string): Promise<Moved> {
  const before = await records.moved();
  if (before && before.to !== to) throw new MovedLedger(before);
  if (before) return before;
  for (const { sender } of await records.operations({ states: openStates }))
    if (!(await records.isGone(sender)))
      throw new LeaseError({ kind: "ledger-unavailable", reason: "busy" });
  const moved = { to, move: crypto.randomUUID(), done: false };
  await records.advance();
  await records.setMoved(moved);
  return moved;
}

interface Taking {
  readonly from: string;
  readonly move: string;
  readonly leaveOut: (account: AccountId) => boolean;
  readonly sender: string;
}

/** Resolves with what stands against it, once that is sure to be all that comes of it. */
async function take(
  view: LedgerView,
  records: LedgerRecords,
  { from, move, leaveOut, sender }: Taking,
): Promise<Copied | null | LeaseError> {
  if (await records.hasTaken(move)) return null;
  if (await records.hasTaken(cancelled({ move }))) return takenBack();
  const waiting = await records.moved();
  if (waiting && !(await mayTake(view, waiting))) return waitsFor(waiting);
  const held = await heldInBoth(view, records, leaveOut);
  if (held) return held;
  // Only without it anything else can be written.
  if (waiting) await records.setMoved(null);
  const copied = await copyRecords(view, records, { leaveOut, sender });
  await records.setTaken(move);
  await records.setMoved({ to: "", move, done: false, from });
  return copied;
}

/** A number is held by one open operation. */
async function heldInBoth(
  view: LedgerView,
  records: LedgerView,
  leaveOut: (account: AccountId) => boolean,
): Promise<LeaseError | null> {
  const there = new Map(
    (await records.operations({ states: openStates })).map((one) => [one.number, one]),
  );
  for (const one of await view.operations({ states: openStates })) {
    const other = there.get(one.number);
    if (!other || other.id === one.id || leaveOut(one.account)) continue;
    return badInput(
      "ledger",
      phrase(
        "Both ledgers have something open on one number: {0} here, {1} there. Settle one of them first.",
      ),
      `${one.kind} ${one.id}`,
      `${other.kind} ${other.id}`,
    );
  }
  return null;
}

function takenBack(): LeaseError {
  return badInput("ledger", phrase("The move was taken back meanwhile."));
}
