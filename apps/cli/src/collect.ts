import type { AccountEvent, AccountId, LeaseFailure } from "@leaseline/core";
import type { Answer } from "./context.js";
import { exitCodeOf } from "./exit-codes.js";
import { failureRecord } from "./output/failures.js";
import { LeaseError } from "@leaseline/core";

/** What several accounts have said, and which of them could not be asked. */
export interface Collected<Item> {
  readonly items: readonly Item[];
  readonly failures: ReadonlyMap<AccountId, LeaseFailure>;
}

/**
 * Reads everything that every account says, account by account in the order that they have.
 * @throws {LeaseError} when none of them could be read to its end.
 */
export async function collect<Item>(
  events: AsyncIterable<AccountEvent<Item>>,
  accounts: readonly { readonly account: AccountId }[],
): Promise<Collected<Item>> {
  const items = new Map<AccountId, Item[]>(accounts.map(({ account }) => [account, []]));
  const failures = new Map<AccountId, LeaseFailure>();
  for await (const event of events) {
    if (event.kind === "items") items.get(event.account)?.push(...event.items);
    if (event.kind === "failed") failures.set(event.account, event.failure);
  }
  const [failure] = failures.values();
  if (failure && failures.size === accounts.length) throw new LeaseError(failure);
  return { items: [...items.values()].flat(), failures };
}

/** What is said of accounts that could not be read, beside what the others said. Empty when all could be. */
export function withFailures(
  { failures }: Pick<Collected<unknown>, "failures">,
  { document, text }: Answer,
): Answer {
  const [first] = failures.values();
  if (!first) return { document, text };
  const errors = [...failures].map(([account, failure]) => ({
    account,
    ...failureRecord(failure),
  }));
  return {
    document: { ...document, errors },
    text: (style) =>
      [
        text(style),
        ...errors.map(({ account, message }) =>
          style.bad(`${account} could not be read to its end: ${message}`),
        ),
      ].join("\n"),
    // A script must not take a part for the whole.
    exitCode: exitCodeOf(first),
  };
}
