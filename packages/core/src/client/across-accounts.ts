import type { AccountId } from "../domain/account.js";
import type { Unread } from "../domain/unread.js";
import { LeaseError, reasonOf } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import { merge } from "../merge.js";
import type { ProviderAccount, SearchFilter } from "../providers/provider-account.js";
import { linkedTo, untilAborted } from "../until-aborted.js";

/** What one account has to say to a question that was put to several. */
export type AccountEvent<Item> =
  /** Some of the offers or leases, as they arrived. There may be more. */
  | { readonly kind: "items"; readonly account: AccountId; readonly items: readonly Item[] }
  /** Elements that could not be read, beside those that could. */
  | { readonly kind: "unread"; readonly account: AccountId; readonly unread: readonly Unread[] }
  /** What was asked for and this account does not tell: its items are not chosen by it. */
  | {
      readonly kind: "unfiltered";
      readonly account: AccountId;
      readonly by: readonly SearchFilter["name"][];
    }
  /** What came before it is not the whole. */
  | { readonly kind: "failed"; readonly account: AccountId; readonly failure: LeaseFailure }
  /** Everything that the account has to say has been told. */
  | { readonly kind: "complete"; readonly account: AccountId };

/** Some of an answer, as an adapter gives it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly unread: readonly Unread[];
  readonly unfiltered?: readonly SearchFilter["name"][];
}

/**
 * Asks every account at once and tells what they say as it comes. One account's failure hides no other, nor
 * does an adapter that throws what it should not, or never answers.
 * @param ask - is told by the signal when nobody reads any more: the caller's was aborted, or the reader has stopped.
 * @param signal - ends the waiting for those that do not listen to it, too.
 */
export async function* acrossAccounts<Item>(
  accounts: readonly ProviderAccount[],
  ask: (account: ProviderAccount, signal: AbortSignal) => AsyncIterable<Page<Item>>,
  signal?: AbortSignal,
): AsyncGenerator<AccountEvent<Item>> {
  const reading = linkedTo(signal);
  const asked = (account: ProviderAccount) => () => ask(account, reading.signal);
  try {
    yield* merge(accounts.map((one) => events(one.account, asked(one), reading.signal)));
  } finally {
    reading.abort();
  }
}

async function* events<Item>(
  account: AccountId,
  ask: () => AsyncIterable<Page<Item>>,
  signal: AbortSignal,
): AsyncGenerator<AccountEvent<Item>> {
  let pages: AsyncIterator<Page<Item>> | undefined;
  let isTold = false;
  try {
    pages = ask()[Symbol.asyncIterator]();
    for (;;) {
      const page = await untilAborted(pages.next(), signal);
      if (page.kind === "stopped") throw new LeaseError({ kind: "cancelled" });
      if (page.value.done) break;
      const { items, unread, unfiltered: by = [] } = page.value.value;
      if (by.length > 0 && !isTold) yield { kind: "unfiltered", account, by };
      isTold = by.length > 0;
      yield { kind: "items", account, items };
      if (unread.length > 0) yield { kind: "unread", account, unread };
    }
  } catch (error) {
    yield { kind: "failed", account, failure: reasonOf(error) };
    return;
  } finally {
    // Not waited for: one that hangs must not hold up the others.
    void pages?.return?.()?.catch(() => {});
  }
  yield { kind: "complete", account };
}
