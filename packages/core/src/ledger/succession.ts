import type { AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { LedgerAccount, ListOwner } from "./ledger.js";
import type { LedgerView } from "./store.js";
import { wholeHistory, wholeList } from "./in-pages.js";

/**
 * Those in whose place an account steps whose complete list shows a number that is known to be held by them:
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
      if (latest?.identity !== identity) owners.set(one.list, one);
    }
  }
  // An operation on a number says as much as a list.
  const old = await wholeHistory(view, { identity: null, account });
  if (old.some(({ number }) => listed.has(number))) owners.set("", { identity: null, account });
  return [...owners.values()];
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
