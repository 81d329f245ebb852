import type { AccountId } from "../domain/account.js";
import { lastKnownPrice } from "../domain/spending.js";
import type { NumberNote } from "./ledger.js";
import { type Operation, type OperationEntry, isOpen } from "./operation.js";
import {
  type Booking,
  type LeaseRecord,
  type LedgerRecords,
  type LedgerView,
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
  { leaveOut, sender }: Copying,
): Promise<Copied> {
  const start = await into.advance();
  const operations = await copyOperations(from, into, { leaveOut, sender });
  const leases = await copyLists(from, into, leaveOut);
  const names = new Set([
    ...operations.flatMap(({ id }) => [id, `first ${id}`]),
    ...leases.map(({ list, record }) => `${list} ${record.lease.number}`),
  ]);
  const booked = (await from.bookings()).filter(({ name }) => names.has(name));
  for (const { name, costs } of booked) await into.putCosts(name, costs);
  await checkBookings(booked, into);

  await copyNotes(from, into);
  for (const notice of await from.notices()) await into.addNotice(notice);
  const [month, there] = [await from.month(), await into.month()];
  if (month > there) await into.setMonth(month);
  // What the source has lost is not known here either: every account is read again.
  if ((await from.rewoundAt()) > 0) await into.setRewoundAt(start);
  const caps = await from.caps();
  const withCaps = caps.length > 0 && (await into.caps()).length === 0;
  if (withCaps) await into.setCaps(caps);
  return {
    operations: operations.length,
    open: operations.filter(isOpen).length,
    leases: leases.length,
    caps: withCaps,
  };
}

async function copyOperations(from: LedgerView, into: LedgerRecords, copying: Copying) {
  const known = new Set((await into.operations({})).map(({ id }) => id));
  const copied: Operation[] = [];
  const histories = new Map<string, readonly OperationEntry[]>();
  for (const one of (await from.operations({})).toReversed()) {
    if (known.has(one.id) || copying.leaveOut(one.account)) continue;
    // Whoever carried it out is gone, and the target cannot know of that session.
    const operation = isOpen(one) ? { ...one, sender: copying.sender } : one;
    const history = await from.history(one.id);
    await into.insertOperation(operation, await into.advance());
    for (const entry of history) await into.addEntry(one.id, entry, await into.advance());
    histories.set(one.id, history);
    copied.push(operation);
  }
  const written = new Map((await into.operations({})).map((one) => [one.id, one]));
  for (const one of copied) {
    checkSame(one, written.get(one.id));
    checkSame(histories.get(one.id), await into.history(one.id));
  }
  return copied;
}

interface ListedLease {
  readonly list: string;
  readonly record: LeaseRecord;
}

async function copyLists(
  from: LedgerView,
  into: LedgerRecords,
  leaveOut: (account: AccountId) => boolean,
): Promise<readonly ListedLease[]> {
  const known = new Set((await into.lists()).map(({ list }) => list));
  const rewoundAt = await from.rewoundAt();
  const copied: ListedLease[] = [];
  for (const owner of await from.lists()) {
    if (leaveOut(owner.account)) continue;
    const list = listOf(owner);
    const position = await into.advance();
    const there = byNumber(await into.leases(list));
    const records = await from.leases(list);
    for (const record of records) {
      const written = merged(record, there.get(record.lease.number) ?? null);
      if (written) await into.putLease(list, { ...written, position });
    }
    const now = byNumber(await into.leases(list));
    for (const record of records) {
      if (there.has(record.lease.number)) continue;
      checkSame({ ...record, position }, now.get(record.lease.number));
      copied.push({ list, record });
    }
    if (known.has(list)) continue;
    // One that was read before the source lost something says as little here as there.
    const isStale = owner.position <= rewoundAt;
    await into.putList({ ...owner, position: isStale ? 0 : position });
  }
  return copied;
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

async function checkBookings(booked: readonly Booking[], into: LedgerView): Promise<void> {
  const written = new Map((await into.bookings()).map(({ name, costs }) => [name, costs]));
  for (const { name, costs } of booked) checkSame(sorted(costs), sorted(written.get(name) ?? []));
}

function sorted(costs: Booking["costs"]): readonly string[] {
  return costs.map(canonical).toSorted();
}

function checkSame(read: unknown, written: unknown): void {
  if (canonical(read) !== canonical(written))
    throw new Error("what was copied does not read as it was written");
}

/** Equal for what is equal, in whatever order a store keeps its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
