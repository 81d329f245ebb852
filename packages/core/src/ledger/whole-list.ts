import type { LeaseRecord, LedgerView } from "./store.js";

/** A database ends a transaction that asks nothing of it for some seconds, which is little for a list of any length. */
const atOnce = 1000;

/** All leases of one list, ordered by number, some at a time. */
export async function* wholeList(view: LedgerView, list: string, limit = atOnce) {
  for (let last: LeaseRecord | undefined; ;) {
    const page = await view.leasePage(list, last?.lease.number ?? null, limit);
    yield* page;
    last = page.at(-1);
    if (page.length < limit) return;
  }
}
