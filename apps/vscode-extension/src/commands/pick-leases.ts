import type { Lease } from "@leaseline/core";
import { type PickLeaseTools, findNamed, pickLease } from "./pick-lease.js";
import { selectedLease } from "./selected.js";

/**
 * The leases that a command is about: those among the rows that are selected, whatever else is selected with them;
 * else one that is asked for.
 */
export async function pickLeases(
  selected: unknown,
  rows: readonly unknown[],
  title: string,
  tools: PickLeaseTools,
): Promise<readonly Lease[]> {
  const named = [selected, ...rows].flatMap((row) => selectedLease(row) ?? []);
  if (rows.length + named.length > 0) {
    const found = await findNamed(named, tools);
    return [...new Map(found.map((lease) => [`${lease.account} ${lease.number}`, lease])).values()];
  }
  const lease = await pickLease(null, title, tools);
  return lease ? [lease] : [];
}
