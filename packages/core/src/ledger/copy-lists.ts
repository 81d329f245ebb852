import type { AccountId } from "../domain/account.js";
import { copyBookings, checkSame } from "./copy-checked.js";
import { leasePages, atOnce } from "./in-pages.js";
import { merged } from "./put-leases.js";
import { listOf } from "./list-of.js";
import type { LeaseRecord, LedgerRecords, LedgerView } from "./store.js";

/** @returns how many leases were not there. */
export async function copyLists(
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

async function copyLeases(from: LedgerView, into: LedgerRecords, to: Place): Promise<number> {
  let copied = 0;
  for await (const page of leasePages(from, to.list, atOnce))
    copied += await copyLeasePage(page, from, into, to);
  return copied;
}

interface Place {
  readonly list: string;
  readonly position: number;
}

async function copyLeasePage(
  page: readonly LeaseRecord[],
  from: LedgerView,
  into: LedgerRecords,
  { list, position }: Place,
): Promise<number> {
  const numbers = page.map(({ lease }) => lease.number);
  const there = byNumber(await into.leases(list, numbers));
  const written = page.flatMap((record) => {
    const one = merged(record, there.get(record.lease.number) ?? null);
    return one ? [{ ...one, position }] : [];
  });
  await into.putLeases(list, written);
  const now = byNumber(await into.leases(list, numbers));
  const copied = page.filter(({ lease }) => !there.has(lease.number));
  for (const record of copied) checkSame({ ...record, position }, now.get(record.lease.number));
  await copyBookings(
    from,
    into,
    copied.map(({ lease }) => `${list} ${lease.number}`),
  );
  return copied.length;
}

function byNumber(records: readonly LeaseRecord[]): ReadonlyMap<string, LeaseRecord> {
  return new Map(records.map((record) => [record.lease.number, record]));
}
