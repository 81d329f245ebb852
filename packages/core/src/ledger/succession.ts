import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import type { LedgerAccount, ListOwner } from "./ledger.js";
import type { LedgerView } from "./store.js";

/**
 * Those in whose place an account steps whose complete list shows a number that is known to be held by them:
 * - what was known of it before ledgers knew identities, under the same name;
 * - the same account with the key that it had before, where a key is all that tells which account it is.
 */
export async function successors(
  view: LedgerView,
  { identity, account }: LedgerAccount,
  listed: ReadonlySet<E164>,
  connected: readonly AccountIdentity[],
): Promise<readonly ListOwner[]> {
  const owners = new Map<string, ListOwner>();
  for (const one of await view.lists()) {
    if (!mayPrecede(one, { identity, account }, connected)) continue;
    const leases = await view.leases(one.list);
    const shown = leases.some(
      ({ lease, missed }) => !missed && lease.state !== "released" && listed.has(lease.number),
    );
    if (shown) owners.set(one.list, one);
  }
  // An operation on a number says as much as a list.
  const old = await view.operations({ account });
  if (old.some((one) => one.identity === null && listed.has(one.number)))
    owners.set("", { identity: null, account });
  return [...owners.values()];
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
