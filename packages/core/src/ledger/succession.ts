import type { AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { LeaseChange } from "./costs.js";
import type { LedgerAccount, ListOwner } from "./ledger.js";
import { knownIn, leasePages, wholeHistory, wholeList, atOnce, inParts } from "./in-pages.js";
import { isOpen, openStates } from "./operation.js";
import { merged, putAll, withoutCharge } from "./put-leases.js";
import { listOf } from "./list-of.js";
import type { LedgerRecords, LedgerView } from "./store.js";

/**
 * The former owners that an account replaces, because its complete list shows a number known to be held by them:
 * - what was known of it before ledgers knew identities, under the same name;
 * - the same account with the key that it had before, where a key is all that tells which account it is.
 */
export async function successors(
  view: LedgerView,
  { identity, account }: LedgerAccount,
  listed: ReadonlyMap<E164, Lease>,
  connected: readonly AccountIdentity[],
): Promise<readonly ListOwner[]> {
  const owners = new Map<string, ListOwner>();
  for (const one of await view.lists()) {
    if (!mayPrecede(one, { identity, account }, connected)) continue;
    for await (const { lease, missed } of wholeList(view, one.list)) {
      const shown = listed.get(lease.number);
      if (missed || lease.state === "released" || !shown || isAnother(shown, lease)) continue;
      // Leased by the account itself, it says nothing of who had it before.
      const [latest] = await view.operations({ number: lease.number, limit: 1 });
      if (latest?.identity === identity) continue;
      owners.set(one.list, one);
      break;
    }
  }
  // An operation on a number says as much as a list.
  const old = await wholeHistory(view, { identity: null, account });
  if (old.some(({ number }) => listed.has(number))) owners.set("", { identity: null, account });
  return [...owners.values()];
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
  await succeedOperations(records, before, now);
  const known = await knownIn(records, to);
  for await (const page of leasePages(records, from, atOnce)) {
    await putAll(records, from, page.map(withoutCharge));
    const puts = page.flatMap((one): readonly LeaseChange[] => {
      const there = known.get(one.lease.number) ?? null;
      const record = merged(one, there);
      return record ? [{ record, before: there }] : [];
    });
    await putAll(records, to, puts);
  }
  const lists = await records.lists();
  const read = lists.find(({ list }) => list === from);
  const { readAt = null, isWhole = false, position = 0 } = read ?? {};
  await records.dropList(from);
  if (!lists.some(({ list }) => list === to))
    await records.putList({ ...now, list: to, readAt, isWhole, position });
}

async function succeedOperations(
  records: LedgerRecords,
  { identity, account }: ListOwner,
  now: LedgerAccount,
): Promise<void> {
  const begun = await wholeHistory(
    records,
    identity === null ? { identity, account } : { identity },
  );
  const own = new Set(begun.map(({ id }) => id));
  const open = await records.operations({ states: openStates });
  const others = open.filter((one) => one.identity !== null && !own.has(one.id));
  const taken = new Set(others.map(({ number }) => number));
  const succeeded = begun.filter((operation) => {
    if (!isOpen(operation)) return true;
    // Before ledgers knew identities, two may have begun on one number: one after the other, then.
    if (taken.has(operation.number)) return false;
    taken.add(operation.number);
    return true;
  });
  for (const some of inParts(succeeded))
    await records.updateOperations(some.map((one) => ({ ...one, identity: now.identity })));
}

/** Whether the number was given back and leased anew: by whom, nobody knows. */
function isAnother(one: Lease, other: Lease): boolean {
  return one.leaseId !== null && other.leaseId !== null && one.leaseId !== other.leaseId;
}

/** Whether it may be the same account, as it was known before. */
export function mayPrecede(
  one: ListOwner,
  { identity, account }: LedgerAccount,
  connected: readonly AccountIdentity[],
): boolean {
  return one.identity === null
    ? one.account === account
    : isReplaced(one.identity, identity) && !connected.includes(one.identity);
}

/** Whether both are told apart by nothing but a fingerprint of the key. */
function isReplaced(before: AccountIdentity, now: AccountIdentity): boolean {
  const [, provider] = /^(.*\|)key:[^|]+$/s.exec(before) ?? [];
  return before !== now && provider !== undefined && now.startsWith(`${provider}key:`);
}
