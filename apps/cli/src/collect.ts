import { type AccountEvent, type AccountId, LeaseError, type LeaseFailure } from "@leaseline/core";
import type { CommandFailure } from "./command-error.js";
import type { AccountFailureRecord } from "./documents/records.js";
import { type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.js";
import { failureRecord } from "./output/failures.js";

/** Why accounts could not be asked, or not to their end. */
export type Failures = ReadonlyMap<AccountId, LeaseFailure | CommandFailure>;

/** What several accounts have said, and which of them could not be asked. */
export interface Collected<Item> {
  readonly items: readonly Item[];
  readonly failures: Failures;
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
  const failures = new Map<AccountId, LeaseFailure>();
  for await (const event of events) {
    if (event.kind === "items") items.get(event.account)?.push(...event.items);
    if (event.kind === "failed") failures.set(event.account, event.failure);
  }
  const [failure] = failures.values();
  if (failure && failures.size === accounts.length) throw new LeaseError(failure);
  return { items: [...items.values()].flat(), failures: new Map([...failures, ...unreachable]) };
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

/** A script must not take a part for the whole. */
export function exitCodeFor(failures: Failures): ExitCode {
  const [first] = failures.values();
  return first ? exitCodeOf(first) : exitCodes.done;
}

/** The same for a person. */
export function remarksOn({
  errors = [],
}: {
  readonly errors?: readonly AccountFailureRecord[] | undefined;
}): readonly string[] {
  return errors.map(
    ({ account, message }) => `${account} could not be read to its end: ${message}`,
  );
}
