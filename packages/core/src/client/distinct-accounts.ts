import { phrase, reasonWith } from "../domain/translate.js";
import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { ProviderAccount } from "../providers/provider-account.js";

/** Accounts that one client can have, and why it cannot have the others. */
export interface DistinctAccounts {
  readonly accounts: readonly ProviderAccount[];
  /** Always `bad-input`, which names the account that was kept. */
  readonly refused: ReadonlyMap<AccountId, LeaseFailure>;
}

/** Keeps the first of those that are one account under two names: everything of it would be counted twice. */
export function distinctAccounts(all: readonly ProviderAccount[]): DistinctAccounts {
  const kept = new Map<AccountIdentity, ProviderAccount>();
  const refused = new Map<AccountId, LeaseFailure>();
  for (const one of all) {
    const other = kept.get(one.identity);
    if (!other) kept.set(one.identity, one);
    else refused.set(one.account, alreadyConnected(one.account, other.account));
  }
  return { accounts: [...kept.values()], refused };
}

function alreadyConnected(account: AccountId, as: AccountId): LeaseFailure {
  const text = phrase("The account “{0}” is already connected as “{1}”.");
  return { kind: "bad-input", field: "accounts", ...reasonWith(text, account, as) };
}
