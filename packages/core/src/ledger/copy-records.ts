import type { AccountId } from "../domain/account.js";
import { lastKnownPrice } from "../domain/spending.js";
import type { NumberNote } from "./ledger.js";
import { atOnce, inParts } from "./in-parts.js";
import { isOpen } from "./operation.js";
import { canonical, checkSame } from "./same-record.js";
import {
  type Cost,
  type LeaseRecord,
  type LedgerRecords,
  type LedgerView,
  type RecordedOperation,
  listOf,
} from "./store.js";

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

/** @returns how many leases were not there. */
async function copyLists(
  from: LedgerView,
  into: LedgerRecords,
  leaveOut: (account: AccountId) => boolean,
): Promise<number> {
  const known = new Set((await into.lists()).map(({ list }) => list));
  const rewoundAt = await from.rewoundAt();
  let copied = 0;
  for (const owner of await from.lists()) {
    if (leaveOut(owner.account)) continue;
    const list = listOf(owner);
    const position = await into.advance();
    copied += await copyLeases(from, into, { list, position });
    if (known.has(list)) continue;
    // One that was read before the source lost something says as little here as there.
    const isStale = owner.position <= rewoundAt;
    await into.putList({ ...owner, position: isStale ? 0 : position });
  }
  return copied;
}

async function copyLeases(
  from: LedgerView,
  into: LedgerRecords,
  { list, position }: { readonly list: string; readonly position: number },
): Promise<number> {
  const there = byNumber(await into.leases(list));
  const records = await from.leases(list);
  const written = records.flatMap((record) => {
    const one = merged(record, there.get(record.lease.number) ?? null);
    return one ? [{ ...one, position }] : [];
  });
  for (const some of inParts(written)) await into.putLeases(list, some);
  const now = byNumber(await into.leases(list));
  const copied = records.filter(({ lease }) => !there.has(lease.number));
  for (const record of copied) checkSame({ ...record, position }, now.get(record.lease.number));
  for (const some of inParts(copied))
    await copyBookings(
      from,
      into,
      some.map(({ lease }) => `${list} ${lease.number}`),
    );
  return copied.length;
}

async function copyBookings(
  from: LedgerView,
  into: LedgerRecords,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const booked = await from.bookings(names);
  await into.putBookings(booked);
  const written = new Map((await into.bookings(names)).map(({ name, costs }) => [name, costs]));
  for (const { name, costs } of booked) checkSame(sorted(costs), sorted(written.get(name) ?? []));
}

function byNumber(records: readonly LeaseRecord[]): ReadonlyMap<string, LeaseRecord> {
  return new Map(records.map((record) => [record.lease.number, record]));
}

/** Null where it stays as it is. Where both know the number, one of them may not know that it was leased by an operation. */
function merged(record: LeaseRecord, there: LeaseRecord | null): LeaseRecord | null {
  if (!there) return record;
  if (record.origin !== "here" || there.origin === "here") return null;
  const { origin, first } = record;
  return { ...there, origin, first, price: lastKnownPrice(there.price, record.price) };
}

/** Protected in either is protected; a label that is there stays. */
async function copyNotes(from: LedgerView, into: LedgerRecords): Promise<void> {
  for (const { number, label, isProtected } of await from.notes()) {
    const there = await into.note(number);
    const note: NumberNote = {
      number,
      label: there?.label ?? label,
      isProtected: isProtected || (there?.isProtected ?? false),
    };
    await into.putNote(note);
    checkSame(note, await into.note(number));
  }
}

/** What leads somewhere there already stays. */
async function copyKeys(from: LedgerView, into: LedgerRecords): Promise<void> {
  const there = new Set((await into.keys()).map(({ key }) => key));
  for (const { key, operation } of await from.keys())
    if (!there.has(key) && (await into.operation(operation))) await into.putKey(key, operation);
}

function sorted(costs: readonly Cost[]): readonly string[] {
  return costs.map(canonical).toSorted();
}
