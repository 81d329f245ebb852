import type { AccountIdentity } from "../domain/account.js";
import { type Lease, leasesByNumber } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import { lastKnownPrice } from "../domain/spending.js";
import { type LeaseChange, lastCharge, withFirstCharge } from "./costs.js";
import { atOnce, inParts, knownIn, leasePages, wholeList } from "./in-pages.js";
import type { KnownLease, KnownLeases, LedgerAccount, ListOwner } from "./ledger.js";
import { endNotes, withLabel } from "./notes.js";
import { putAll, withoutCharge } from "./put-leases.js";
import { type Operation, openStates } from "./operation.js";
import { listOf } from "./list-of.js";
import type { LeaseRecord, LedgerRecords, LedgerView } from "./store.js";
import { succeed, successors } from "./succession.js";

interface ReadList {
  readonly account: LedgerAccount;
  readonly leases: readonly Lease[];
  /** What was written down after it is newer than the list. */
  readonly since: number;
  readonly readAt: string;
  readonly isWhole: boolean;
  readonly connected: readonly AccountIdentity[];
}

/** See `Ledger.keepList`. */
export async function keepList(
  records: LedgerRecords,
  { account, leases, since, connected, ...read }: ReadList,
): Promise<void> {
  const listed = leasesByNumber(leases.filter(({ state }) => state !== "released"));
  for (const before of await successors(records, account, listed, connected))
    await succeed(records, before, account);
  const list = listOf(account);
  const kept = (await records.lists()).find((one) => one.list === list && one.readAt !== null);
  // One that was begun later has been kept meanwhile: this one would bring back what that one lacks.
  if (kept && kept.position > since + 1) return;
  const known = await knownIn(records, list);
  const open = await openNumbers(records, account.identity);
  const newer = (number: E164) => open.has(number) || (known.get(number)?.position ?? 0) > since;
  const position = await records.advance();

  const unlisted = [...known.values()].filter(
    ({ lease: { number } }) => !listed.has(number) && !newer(number),
  );
  await missUnlisted(records, account, unlisted, position);
  // Most numbers are as they were.
  const changed = [...listed.values()].filter((lease) => {
    const before = known.get(lease.number);
    return before?.missed
      ? !open.has(lease.number)
      : !newer(lease.number) && JSON.stringify(before?.lease) !== JSON.stringify(lease);
  });
  const origin = kept ? "elsewhere" : "before";
  for (const some of inParts(changed))
    await putListed(records, account, some, { known, origin, position });
  await records.putList({ ...account, list, ...read, position: Math.min(since + 1, position) });
}

/** A number that one list lacks is missed, and one that the next one lacks as well is gone. */
async function missUnlisted(
  records: LedgerRecords,
  account: LedgerAccount,
  unlisted: readonly LeaseRecord[],
  position: number,
): Promise<void> {
  const isGone = ({ missed, lease }: LeaseRecord) => missed || lease.state === "released";
  await putAll(
    records,
    listOf(account),
    unlisted.map((before): LeaseChange =>
      isGone(before)
        ? { record: null, before }
        : // By its position, one that was begun before this one was kept does not count as the next.
          { record: { ...before, missed: true, position }, before },
    ),
  );
  const ended = unlisted.filter((one) => isGone(one) && one.lease.state === "releasing");
  await endNotes(
    records,
    account,
    ended.map(({ lease: { number } }) => ({ number, state: "released" })),
  );
}

async function putListed(
  records: LedgerRecords,
  account: LedgerAccount,
  leases: readonly Lease[],
  {
    known,
    origin,
    position,
  }: Pick<LeaseRecord, "origin" | "position"> & { readonly known: ReadonlyMap<E164, LeaseRecord> },
): Promise<void> {
  const done = await records.lastDone(
    account,
    leases.map(({ number }) => number),
  );
  const last = new Map(done.map((operation) => [operation.number, operation]));
  const puts = leases.map((lease): LeaseChange => {
    const before = known.get(lease.number) ?? null;
    const latest = last.get(lease.number) ?? null;
    const paid = before?.price ?? (lease.price ? null : lastPaid(latest));
    const record: LeaseRecord = {
      lease,
      origin: before?.origin ?? origin,
      price: lastKnownPrice(lease.price, paid),
      first: before?.first ?? null,
      position,
      missed: false,
    };
    return { record: withFirstCharge(record, latest), before };
  });
  await putAll(records, listOf(account), puts);
}

/**
 * Puts in what an operation has just done. One that gave a number back stays until a later list has been kept, so that an
 * older one cannot bring it back.
 * @param operation - as it was before.
 */
export async function keepOutcome(
  records: LedgerRecords,
  operation: Operation,
  lease: Lease,
  when: { readonly position: number; readonly month: string; readonly at: string },
): Promise<void> {
  const { position, month } = when;
  const list = listOf(operation);
  const [before = null] = await records.leases(list, [lease.number]);
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
  await putAll(records, list, [{ record, before }]);
  if (!leased && operation.lease)
    await records.putBookings([
      { name: operation.id, costs: lastCharge(record, operation.lease, when) },
    ]);
  if (!(await records.lists()).some((one) => one.list === list)) {
    const { identity, account } = operation;
    await records.putList({ identity, account, list, readAt: null, isWhole: false, position: 0 });
  }
}

/** What can be told of the lists: no number that is given back, or that the last list did not have. */
export async function knownLeases(view: LedgerView): Promise<readonly KnownLeases[]> {
  const lists: KnownLeases[] = [];
  const notes = new Map((await view.notes()).map((note) => [note.number, note]));
  for (const { list, identity, account, readAt, isWhole } of await view.lists()) {
    const leases: KnownLease[] = [];
    for await (const { lease, origin, missed } of wholeList(view, list))
      if (!missed && lease.state !== "released")
        leases.push({ lease: withLabel(lease, notes), origin });
    lists.push({ identity, account, readAt, isWhole, leases });
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
    for await (const page of leasePages(records, list, atOnce))
      await putAll(records, list, page.map(withoutCharge));
    await records.dropList(list);
  }
}

/** The numbers that an open operation of this account has, or of one that nobody knows. */
async function openNumbers(
  view: LedgerView,
  identity: AccountIdentity,
): Promise<ReadonlySet<E164>> {
  const open = await view.operations({ states: openStates });
  const own = open.filter((one) => one.identity === null || one.identity === identity);
  return new Set(own.map(({ number }) => number));
}

/** What was agreed to be paid for it, where nothing else says. */
function lastPaid(last: Operation | null): Price | null {
  return last?.kind === "lease" ? lastKnownPrice(last.lease?.price ?? null, last.price) : null;
}
