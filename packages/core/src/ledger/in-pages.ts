import type { E164 } from "../domain/phone-number.js";
import type { OperationFilter } from "./ledger.js";
import type { Operation } from "./operation.js";
import type { LeaseRecord, LedgerView } from "./store.js";

// What grows with the years and with what is held is read some at a time: a database ends a statement that takes some
// seconds, and a transaction in which nothing is asked of it for that long.
const readAtOnce = 1000;

/** All leases of one list, ordered by number. */
export async function* wholeList(view: LedgerView, list: string): AsyncGenerator<LeaseRecord> {
  for await (const page of leasePages(view, list, readAtOnce)) yield* page;
}

/** The same, as many at a time. */
export async function* leasePages(
  view: LedgerView,
  list: string,
  limit: number,
): AsyncGenerator<readonly LeaseRecord[]> {
  for (let last: LeaseRecord | undefined; ;) {
    const page = await view.leasePage(list, last?.lease.number ?? null, limit);
    last = page.at(-1);
    if (last) yield page;
    if (page.length < limit) return;
  }
}

/** The same, by number. */
export async function knownIn(
  view: LedgerView,
  list: string,
): Promise<ReadonlyMap<E164, LeaseRecord>> {
  const known = new Map<E164, LeaseRecord>();
  for await (const record of wholeList(view, list)) known.set(record.lease.number, record);
  return known;
}

/** All operations that are asked for, the newest first. */
export async function wholeHistory(
  view: LedgerView,
  filter: Omit<OperationFilter, "limit">,
): Promise<readonly Operation[]> {
  const found: Operation[] = [];
  for (let { before } = filter; ;) {
    const page = await view.operations({ ...filter, before, limit: readAtOnce });
    found.push(...page);
    before = page.at(-1)?.id;
    if (page.length < readAtOnce) return found;
  }
}

/** How many records are on their way to a store at once. */
export const atOnce = 500;

export function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += atOnce) parts.push(items.slice(at, at + atOnce));
  return parts;
}
