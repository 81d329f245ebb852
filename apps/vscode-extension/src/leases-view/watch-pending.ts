import { type Lease, LeaseError } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "./lease-list.js";

const giveUpAfterMs = 10 * 60_000;

/**
 * Follows leases that are still being set up until they are ready, have failed, or ten minutes have passed.
 * Returns what stops it.
 */
export function watchPending(list: LeaseList, accounts: Accounts): () => void {
  const watched = new Set<string>();
  const stopped = new AbortController();

  const watch = async (lease: Lease) => {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(giveUpAfterMs)]);
    const { client } = await accounts.connect();
    for await (const now of client.watch(lease, { signal }))
      if (now.state !== "pending") list.put(now);
  };

  list.onChange(() => {
    for (const lease of list.leases) {
      const key = `${lease.account} ${lease.number}`;
      if (lease.state !== "pending" || watched.has(key)) continue;
      watched.add(key);
      watch(lease)
        // Not to know is no news: the next reading of the list says more.
        .catch((error: unknown) => {
          if (!(error instanceof LeaseError)) throw error;
        })
        .finally(() => watched.delete(key));
    }
  });
  return () => stopped.abort();
}
