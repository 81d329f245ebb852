import {
  type AccountEvent,
  type AccountId,
  LeaseError,
  type LeaseFailure,
  type Unread,
} from "@leaseline/core";
import type { CommandFailure } from "./command-error.js";
import type { AccountFailureRecord, LeftOutRecord } from "./documents/records.js";
import { type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.js";
import { failureRecord } from "./output/failures.js";

/** Why accounts could not be asked, or not to their end. */
export type Failures = ReadonlyMap<AccountId, LeaseFailure | CommandFailure>;

/** What several accounts have said, and what they have not. */
export interface Collected<Item> {
  readonly items: readonly Item[];
  readonly failures: Failures;
  /** What an account said beside it that could not be read. */
  readonly unread: readonly LeftOutRecord[];
}

/**
 * Reads everything that every account says, account by account in the order that they have.
 * @param unreachable - of accounts that were not even asked.
 * @throws {LeaseError} when none of them could be read to its end.
 */
export async function collect<Item>(
  events: AsyncIterable<AccountEvent<Item>>,
  accounts: readonly { readonly id: AccountId }[],
  unreachable: Failures,
): Promise<Collected<Item>> {
  const items = new Map<AccountId, Item[]>(accounts.map(({ id }) => [id, []]));
  const unread = new Map<AccountId, Unread[]>();
  const failures = new Map<AccountId, LeaseFailure>();
  for await (const event of events) {
    if (event.kind === "items") items.get(event.account)?.push(...event.items);
    if (event.kind === "unread")
      unread.set(event.account, [...(unread.get(event.account) ?? []), ...event.unread]);
    if (event.kind === "failed") failures.set(event.account, event.failure);
  }
  const [failure] = failures.values();
  if (failure && failures.size === accounts.length) throw new LeaseError(failure);
  return {
    items: [...items.values()].flat(),
    failures: new Map([...failures, ...unreachable]),
    unread: [...unread].map(unreadRecord),
  };
}

/** How much of what cannot be read is shown: mostly all of it is wrong in one way. */
const shown = 20;

function unreadRecord([account, unread]: readonly [AccountId, readonly Unread[]]): LeftOutRecord {
  const count = unread.length;
  const each = unread
    .slice(0, shown)
    .map(({ text, reason }) => (text === null ? reason : `${text} (${reason})`));
  if (count > shown) each.push("…");
  const message = `${count} of what ${account} says cannot be read, and ${count === 1 ? "is" : "are"} left out: ${each.join(", ")}.`;
  return { account, reason: "unread", count, message };
}

/** What a document says of accounts that could not be read; nothing when all could be. */
export function errorsIn(failures: Failures): {
  readonly errors?: readonly AccountFailureRecord[];
} {
  if (failures.size === 0) return {};
  return {
    errors: [...failures].map(([account, failure]) => ({ account, ...failureRecord(failure) })),
  };
}

/** A script must not take a part for the whole. @param unread - as far as it is about what is held, and paid for. */
export function exitCodeFor(failures: Failures, unread: readonly LeftOutRecord[] = []): ExitCode {
  const [first] = failures.values();
  if (first) return exitCodeOf(first);
  return unread.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** The same for a person. */
export function remarksOn({
  errors = [],
  leftOut = [],
}: {
  readonly errors?: readonly AccountFailureRecord[] | undefined;
  readonly leftOut?: readonly LeftOutRecord[] | undefined;
}): readonly string[] {
  return [
    ...leftOut.map(({ message }) => message),
    ...errors.map(({ account, message }) => `${account} could not be read to its end: ${message}`),
  ];
}
