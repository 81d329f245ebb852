import { type Template, phrase } from "../domain/translate.js";
import type { AccountId } from "../domain/account.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import { type Copied, copyRecords } from "./copy-records.js";
import { type Moved, MovedLedger } from "./moved.js";
import { openStates } from "./operation.js";
import type { LedgerRecords, LedgerStore, LedgerView } from "./store.js";

export interface MoveOptions {
  /** What to call the other ledger for whoever opens this one: its path, or its address without a password. */
  readonly to: string;
  /** Accounts that have no place in the other one, such as the sandbox's. */
  readonly leaveOut?: ((account: AccountId) => boolean) | undefined;
}

/**
 * Puts all that one ledger holds into another one, which may hold something already. In three steps, so that never
 * both are in use, and one that ended half way is finished by the next: the source is closed to everybody; the
 * target takes everything in one transaction that checks what it wrote; the source is marked as moved.
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
  try {
    return await moveAll(source, target, options);
  } catch (error) {
    const { done, to } = error instanceof MovedLedger ? error.moved : { done: false, to: "" };
    if (done && to === options.to) return null;
    throw error;
  }
}

async function moveAll(
  source: LedgerStore,
  target: LedgerStore,
  { to, leaveOut = () => false }: MoveOptions,
): Promise<Copied | null> {
  await checkTarget(source, target);
  const { move, done } = await source.write((records) => close(records, to));
  if (done) return null;
  const copied = await source.read((view) =>
    target.write((records) => take(view, records, { move, leaveOut, sender: target.session })),
  );
  const refusal = copied instanceof LeaseError ? copied : null;
  const after = refusal ? null : { to, move, done: true };
  await source.write((records) => endMove(records, move, after));
  if (refusal) throw refusal;
  return copied instanceof LeaseError ? null : copied;
}

/**
 * Takes a move back that ended half way. Until then the source stays closed.
 * @throws {LeaseError} `bad-input` where the target has everything: it has to be finished then.
 */
export async function cancelMove(source: LedgerStore, target: LedgerStore): Promise<void> {
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

/** What has become of it since is left as it is. */
async function endMove(records: LedgerRecords, move: string, after: Moved | null): Promise<void> {
  const moved = await records.moved();
  if (moved?.move === move && !moved.done) await records.setMoved(after);
}

/** Before the source is closed: what cannot be reached takes nothing. */
async function checkTarget(source: LedgerStore, target: LedgerStore): Promise<void> {
  const { place, moved } = await target.read(async (view) => ({
    ...(await view.about()),
    moved: await view.moved(),
  }));
  if (moved) throw new MovedLedger(moved);
  const from = await source.read((view) => view.about());
  if (from.place === place && place !== "memory") throw refused(phrase("It is the same ledger."));
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
  readonly move: string;
  readonly leaveOut: (account: AccountId) => boolean;
  readonly sender: string;
}

/** Resolves with what stands against it, once that is sure to be all that comes of it. */
async function take(
  view: LedgerView,
  records: LedgerRecords,
  { move, leaveOut, sender }: Taking,
): Promise<Copied | null | LeaseError> {
  if (await records.hasTaken(move)) return null;
  if (await records.hasTaken(cancelled({ move })))
    return refused(phrase("The move was taken back meanwhile."));
  const held = await heldInBoth(view, records, leaveOut);
  if (held) return held;
  const copied = await copyRecords(view, records, { leaveOut, sender });
  await records.setTaken(move);
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
    return refused(
      phrase(
        "Both ledgers have something open on one number: {0} here, {1} there. Settle one of them first.",
      ),
      `${one.kind} ${one.id}`,
      `${other.kind} ${other.id}`,
    );
  }
  return null;
}

function cancelled({ move }: Pick<Moved, "move">): string {
  return `cancelled ${move}`;
}

function refused(...template: Template): LeaseError {
  return badInput("ledger", ...template);
}
