import type { AccountId } from "../domain/account.js";
import { copyBookings, checkSame } from "./copy-checked.js";
import { copyLists } from "./copy-lists.js";
import type { NumberNote } from "./ledger.js";
import { atOnce, inParts } from "./in-pages.js";
import { isOpen } from "./operation.js";
import type { LedgerRecords, LedgerView, RecordedOperation } from "./store.js";

/** How much was copied. */
export interface Copied {
  readonly operations: number;
  /** Of those, the ones that are not settled. */
  readonly open: number;
  /** What is known of numbers that are held. */
  readonly leases: number;
  /** Whether the caps came along: those that hold there already stay. */
  readonly caps: boolean;
}

interface Copying {
  readonly leaveOut: (account: AccountId) => boolean;
  /** The session that open operations are given to. It has to end for somebody to take them over. */
  readonly sender: string;
}

/**
 * Copies everything that is not there yet, within one transaction of the target, and reads it back.
 * @throws Error when what was written is not what was read.
 */
export async function copyRecords(
  from: LedgerView,
  into: LedgerRecords,
  copying: Copying,
): Promise<Copied> {
  const start = await into.advance();
  const operations = await copyOperations(from, into, copying);
  const leases = await copyLists(from, into, copying.leaveOut);
  await copyNotes(from, into);
  await copyKeys(from, into);
  for (const notice of await from.notices()) await into.addNotice(notice);
  // What the source has lost is not known here either: every account is read again.
  if ((await from.rewoundAt()) > 0) await into.setRewoundAt(start);
  const caps = await from.caps();
  const withCaps = caps.length > 0 && (await into.caps()).length === 0;
  if (withCaps) await into.setCaps(caps);
  return { ...operations, leases, caps: withCaps };
}

async function copyOperations(
  from: LedgerView,
  into: LedgerRecords,
  copying: Copying,
): Promise<Pick<Copied, "operations" | "open">> {
  const copied = { operations: 0, open: 0 };
  for (let after: string | null = null; ;) {
    const page: readonly RecordedOperation[] = await from.page(after, atOnce);
    const last = page.at(-1);
    if (!last) return copied;
    after = last.operation.id;
    const some = await copyPage(page, into, copying);
    const names = some.flatMap(({ operation: { id } }) => [id, `first ${id}`]);
    await copyBookings(from, into, names);
    copied.operations += some.length;
    copied.open += some.filter(({ operation }) => isOpen(operation)).length;
  }
}

/** @returns what was not there. */
async function copyPage(
  page: readonly RecordedOperation[],
  into: LedgerRecords,
  { leaveOut, sender }: Copying,
): Promise<readonly RecordedOperation[]> {
  const idOf = ({ operation }: RecordedOperation) => operation.id;
  const known = new Set((await into.recorded(page.map(idOf))).map(idOf));
  const some = page
    .filter((one) => !known.has(idOf(one)) && !leaveOut(one.operation.account))
    .map(({ operation, history }) => ({
      // Whoever carried it out is gone, and the target cannot know of that session.
      operation: isOpen(operation) ? { ...operation, sender } : operation,
      history,
    }));
  if (some.length === 0) return some;
  await into.insertRecorded(some);
  const written = new Map((await into.recorded(some.map(idOf))).map((one) => [idOf(one), one]));
  for (const one of some) checkSame(one, written.get(idOf(one)));
  return some;
}

/** Protected in either is protected; a label that is there stays. */
async function copyNotes(from: LedgerView, into: LedgerRecords): Promise<void> {
  for (const some of inParts(await from.notes())) {
    const numbers = some.map(({ number }) => number);
    const there = new Map((await into.notes(numbers)).map((note) => [note.number, note]));
    const notes: readonly NumberNote[] = some.map(({ number, label, isProtected }) => ({
      number,
      label: there.get(number)?.label ?? label,
      isProtected: isProtected || (there.get(number)?.isProtected ?? false),
    }));
    await into.putNotes(notes);
    checkSame(notes, await into.notes(numbers));
  }
}

/** What leads somewhere there already stays. */
async function copyKeys(from: LedgerView, into: LedgerRecords): Promise<void> {
  const there = new Set((await into.keys()).map(({ key }) => key));
  for (const { key, operation } of await from.keys())
    if (!there.has(key) && (await into.operation(operation))) await into.putKey(key, operation);
}
