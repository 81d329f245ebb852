import type { AccountId } from "./domain/account.js";
import { failureOf } from "./errors/lease-error.js";
import type { LeaseFailure } from "./errors/lease-failure.js";
import { merge } from "./merge.js";
import type { ProviderAccount } from "./providers/provider-account.js";

/** What one account has to say to a question that was put to several. */
export type AccountEvent<Item> =
  | { readonly kind: "items"; readonly account: AccountId; readonly items: readonly Item[] }
  /** What came before it is not the whole. */
  | { readonly kind: "failed"; readonly account: AccountId; readonly failure: LeaseFailure }
  | { readonly kind: "complete"; readonly account: AccountId };

/** Asks every account at once and tells what they say as it comes. One account's failure hides no other. */
export function acrossAccounts<Item>(
  accounts: readonly ProviderAccount[],
  ask: (account: ProviderAccount) => AsyncIterable<readonly Item[]>,
): AsyncIterable<AccountEvent<Item>> {
  return merge(accounts.map((account) => events(account.account, ask(account))));
}

async function* events<Item>(
  account: AccountId,
  pages: AsyncIterable<readonly Item[]>,
): AsyncGenerator<AccountEvent<Item>> {
  try {
    for await (const items of pages) yield { kind: "items", account, items };
  } catch (error) {
    yield { kind: "failed", account, failure: failureOf(error) };
    return;
  }
  yield { kind: "complete", account };
}
