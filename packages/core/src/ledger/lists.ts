import type { AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import { lastKnownPrice } from "../domain/spending.js";
import { firstCharge } from "./costs.js";
import type { KnownLease, KnownLeases, LedgerAccount, ListOwner } from "./ledger.js";
import { endNote, withLabel } from "./notes.js";
import { type Put, drop, put, putAll } from "./put-leases.js";
import { type Operation, isOpen, openStates } from "./operation.js";
import { type LeaseRecord, type LedgerRecords, type LedgerView, listOf } from "./store.js";
import { successors } from "./succession.js";
import { wholeHistory, wholeList } from "./in-pages.js";

interface ReadList {
  readonly account: LedgerAccount;
  readonly leases: readonly Lease[];
  /** What was written down after it is newer than the list. */
  readonly since: number;
  readonly readAt: string;
  readonly connected: readonly AccountIdentity[];
}

/** See `Ledger.keepList`. */
export async function keepList(
  records: LedgerRecords,
  { account, leases, since, readAt, connected }: ReadList,
): Promise<void> {
  const held = leases.filter(({ state }) => state !== "released");
  const listed = new Map<E164, Lease>(held.map((lease) => [lease.number, lease]));
  for (const before of await successors(records, account, listed, connected))
    await succeed(records, before, account);

  const list = listOf(account);
  const known = await knownIn(records, list);
  const first = !(await records.lists()).some((one) => one.list === list && one.readAt !== null);
  const open = await openNumbers(records, account.identity);
  const newer = (number: E164) => open.has(number) || (known.get(number)?.position ?? 0) > since;
  const position = await records.advance();

  for (const [number, before] of known) {
    if (listed.has(number) || newer(number)) continue;
    if (before.missed || before.lease.state === "released") {
      await drop(records, list, before);
      if (before.lease.state === "releasing") await endNote(records, { number, state: "released" });
    } else await records.putLease(list, { ...before, missed: true });
  }
  // Many of them at once: a first list may be of thousands, and everybody else waits for it.
  const puts: Put[] = [];
  // Each number once, whatever the list says.
  for (const lease of listed.values()) {
    const before = known.get(lease.number) ?? null;
    if (newer(lease.number)) continue;
    // Most numbers are as they were.
    if (before && !before.missed && JSON.stringify(before.lease) === JSON.stringify(lease))
      continue;
    const paid = before?.price ?? (lease.price ? null : await lastPaid(records, account, lease));
    const listed: LeaseRecord = {
      lease,
      origin: before?.origin ?? (first ? "before" : "elsewhere"),
      price: lastKnownPrice(lease.price, paid),
      first: before?.first ?? null,
      position,
      missed: false,
    };
    const record = { ...listed, first: await firstCharge(records, list, listed) };
    puts.push({ record, before });
  }
  await putAll(records, list, puts);
  await records.putList({ ...account, list, readAt, position: since + 1 });
}

/** Puts in what an operation has just done. One that gave a number back stays until a later list has been kept, so that an older one cannot bring it back. */
export async function keepOutcome(
  records: LedgerRecords,
  operation: Operation,
  lease: Lease,
  { position, month }: { readonly position: number; readonly month: string },
): Promise<void> {
  const list = listOf(operation);
  const before = await records.lease(list, lease.number);
  const leased = operation.kind === "lease";
  const price = lastKnownPrice(lease.price, leased ? operation.price : (before?.price ?? null));
  const record: LeaseRecord = {
    lease,
    origin: leased ? "here" : (before?.origin ?? "before"),
    price,
    first: leased
      ? price?.recurring
        ? { operation: operation.id, month, money: price.recurring }
        : null
      : (before?.first ?? null),
    position,
    missed: false,
  };
  await put(records, list, { record, before });
  if (!(await records.lists()).some((one) => one.list === list)) {
    const { identity, account } = operation;
    await records.putList({ identity, account, list, readAt: null, position: 0 });
  }
}

/** What can be told of the lists: no number that is given back, or that the last list did not have. */
export async function knownLeases(view: LedgerView): Promise<readonly KnownLeases[]> {
  const lists: KnownLeases[] = [];
  const notes = new Map((await view.notes()).map((note) => [note.number, note]));
  for (const { list, identity, account, readAt } of await view.lists()) {
    const leases: KnownLease[] = [];
    for await (const { lease, origin, missed } of wholeList(view, list))
      if (!missed && lease.state !== "released")
        leases.push({ lease: withLabel(lease, notes), origin });
    lists.push({ identity, account, readAt, leases });
  }
  return lists;
}

/** See `Ledger.forget`. */
export async function forget(records: LedgerRecords, { identity, account }: ListOwner) {
  await records.advance();
  for (const list of new Set([
    listOf({ identity, account }),
    listOf({ identity: null, account }),
  ])) {
    for await (const { lease } of wholeList(records, list)) {
      await records.dropLease(list, lease.number);
      await records.putCosts(`${list} ${lease.number}`, []);
    }
    await records.dropList(list);
  }
}

/** See `Ledger.succeed`. */
export async function succeed(
  records: LedgerRecords,
  before: ListOwner,
  now: LedgerAccount,
): Promise<void> {
  const [from, to] = [listOf(before), listOf(now)];
  if (from === to) return;
  await records.advance();
  const { identity, account } = before;
  const begun = await wholeHistory(
    records,
    identity === null ? { identity, account } : { identity },
  );
  for (const operation of begun) {
    // Two accounts of one identity may both have begun on it, before ledgers knew: one after the other, then.
    const taken =
      isOpen(operation) && (await openNumbers(records, now.identity, false)).has(operation.number);
    if (!taken) await records.updateOperation({ ...operation, identity: now.identity });
  }
  const known = await knownIn(records, to);
  for await (const record of wholeList(records, from)) {
    await drop(records, from, { ...record, first: null });
    const there = known.get(record.lease.number) ?? null;
    if (!there) await put(records, to, { record, before: null });
    else if (record.origin === "here" && there.origin !== "here") {
      // Both lists have it, and one of them does not know that it was leased by an operation of this ledger.
      const { origin, first } = record;
      const leased = { ...there, origin, first, price: lastKnownPrice(there.price, record.price) };
      await put(records, to, { record: leased, before: there });
    }
  }
  const lists = await records.lists();
  const { readAt = null, position = 0 } = lists.find(({ list }) => list === from) ?? {};
  await records.dropList(from);
  if (!lists.some(({ list }) => list === to))
    await records.putList({ ...now, list: to, readAt, position });
}

async function knownIn(view: LedgerView, list: string): Promise<ReadonlyMap<E164, LeaseRecord>> {
  const known = new Map<E164, LeaseRecord>();
  for await (const record of wholeList(view, list)) known.set(record.lease.number, record);
  return known;
}

/** The numbers that an open operation of this account has, or of one that nobody knows. */
async function openNumbers(
  view: LedgerView,
  identity: AccountIdentity,
  orUnknown = true,
): Promise<ReadonlySet<E164>> {
  const open = await view.operations({ states: openStates });
  const own = open.filter((one) => (one.identity === null ? orUnknown : one.identity === identity));
  return new Set(own.map(({ number }) => number));
}

/** What was last agreed to be paid for it, where nothing else says. */
async function lastPaid(view: LedgerView, { identity }: LedgerAccount, { number }: Lease) {
  const states = ["committed"] as const;
  const [last] = await view.operations({ identity, number, states, limit: 1 });
  return last?.kind === "lease" ? lastKnownPrice(last.lease?.price ?? null, last.price) : null;
}
