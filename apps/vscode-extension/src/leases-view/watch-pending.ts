import type { Lease } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "./lease-list.js";

const firstDelayMs = 2000;
const longestDelayMs = 60_000;
const giveUpAfterMs = 10 * 60_000;

/**
 * Reads leases that are still being set up again and again, ever more slowly, until they are ready,
 * have failed, or ten minutes have passed. Returns what stops it.
 */
export function watchPending(list: LeaseList, accounts: Accounts): () => void {
  const watched = new Map<string, NodeJS.Timeout>();

  const watch = (lease: Lease, delayMs: number, sinceMs: number) => {
    const key = `${lease.account} ${lease.number}`;
    const look = async () => {
      const found = await accounts
        .connect()
        .then(({ client }) => client.get(lease.account, lease.number))
        // Not to know is no news; the next look may tell.
        .catch(() => null);
      watched.delete(key);
      if (found?.kind === "owned" && found.lease.state !== "pending") list.put(found.lease);
      else if (found?.kind !== "not-owned" && sinceMs + delayMs < giveUpAfterMs) {
        watch(lease, Math.min(delayMs * 2, longestDelayMs), sinceMs + delayMs);
      }
    };
    watched.set(
      key,
      setTimeout(() => void look(), delayMs),
    );
  };

  list.onChange(() => {
    for (const lease of list.leases) {
      if (lease.state === "pending" && !watched.has(`${lease.account} ${lease.number}`))
        watch(lease, firstDelayMs, 0);
    }
  });
  return () => {
    for (const timer of watched.values()) clearTimeout(timer);
    watched.clear();
  };
}
