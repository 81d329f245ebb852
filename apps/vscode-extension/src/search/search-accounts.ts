import type { StoredAccount } from "../accounts/account.js";
import type { AccountGroup } from "../accounts/account-group.js";
import { notHere } from "../accounts/account-here.js";
import type { Accounts } from "../accounts/accounts.js";
import type { SearchAccounts, SearchEvent } from "./account-searches.js";

/** Asks accounts of both groups at once, and tells what they say as it comes. */
export function searchOver(accounts: Pick<Accounts, "groups">): SearchAccounts {
  return (query, asked, signal) => {
    const ids = new Set(asked.map(({ id }) => id));
    const groups = accounts
      .groups()
      .map((group) => ({ group, mine: group.accounts().filter(({ id }) => ids.has(id)) }))
      .filter(({ mine }) => mine.length > 0);
    // Removed meanwhile: with nothing to say of it, it would look like one that has no numbers.
    if (groups.length === 0) throw notHere();
    return together(groups.map(({ group, mine }) => inGroup(group, mine, { query, signal })));
  };
}

async function* inGroup(
  group: AccountGroup,
  accounts: readonly StoredAccount[],
  { query, signal }: { query: Parameters<SearchAccounts>[0]; signal: AbortSignal },
): AsyncGenerator<SearchEvent> {
  const { client, troubles } = await group.connect();
  const usable: string[] = [];
  for (const { id } of accounts) {
    const trouble = troubles.get(id);
    if (trouble) yield { kind: "failed", account: id, trouble };
    else usable.push(id);
  }
  if (usable.length === 0) return;
  for await (const event of client.search({ ...query, accounts: usable }, { signal })) {
    if (event.kind === "items") yield { kind: "offers", offers: event.items };
    else if (event.kind === "unread")
      yield { kind: "unreadable", account: event.account, count: event.unread.length };
    else if (event.kind === "unfiltered") yield event;
    else if (event.kind === "failed")
      yield { kind: "failed", account: event.account, trouble: event.failure };
  }
}

/** What several say, in the order in which it comes. */
async function* together<Item>(all: readonly AsyncGenerator<Item>[]): AsyncGenerator<Item> {
  const next = (one: AsyncGenerator<Item>) => one.next().then((result) => ({ one, result }));
  const waiting = new Map(all.map((one) => [one, next(one)]));
  while (waiting.size > 0) {
    const { one, result } = await Promise.race(waiting.values());
    if (result.done) waiting.delete(one);
    else {
      waiting.set(one, next(one));
      yield result.value;
    }
  }
}
