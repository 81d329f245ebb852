import { type Lease, LeaseError } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "./lease-list.js";

const giveUpAfterMs = 10 * 60_000;

export interface PendingWatch {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Follows leases that are still being set up until they are ready, have failed, or ten minutes have passed. */
export function watchPending(
  list: LeaseList,
  accounts: Accounts,
  { signal, onError }: PendingWatch,
): void {
  const watched = new Set<string>();

  const watch = async (lease: Lease) => {
    const account = accounts.find(lease.account);
    if (!account) return;
    const client = await accounts.client(account);
    const patience = AbortSignal.any([signal, AbortSignal.timeout(giveUpAfterMs)]);
    for await (const now of client.watch(lease, { signal: patience }))
      if (now.state !== "pending") await list.load();
  };

  list.onChange(() => {
    for (const lease of list.now.leases) {
      const key = `${lease.account} ${lease.number}`;
      if (lease.state !== "pending" || watched.has(key)) continue;
      watched.add(key);
      watch(lease)
        // Not to know is no news: the next reading of the list says more.
        .catch((error: unknown) => {
          if (!(error instanceof LeaseError)) onError(error);
        })
        .finally(() => watched.delete(key));
    }
  });
}
