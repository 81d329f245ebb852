import type { Lease } from "@leaseline/core";
import { findLease } from "../leases-view/leases.js";
import { type PickLeaseTools, pickLease } from "./pick-lease.js";
import { translate } from "../words/translate.js";
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
  if (rows.length > 0 && named.length === 0) {
    const text = translate("None of the selected rows is a leased number.");
    tools.prompts.tell({ severity: "information", text, actions: [] });
    return [];
  }
  const found = new Map<string, Lease>();
  // A notification may name what this window has not read yet.
  if (named.some(({ account, number }) => !findLease(tools.list.now, account, number)))
    await tools.list.whole();
  for (const { account, number } of named) {
    const lease = findLease(tools.list.now, account, number);
    if (lease) found.set(`${account} ${number}`, lease);
  }
  if (found.size > 0) return [...found.values()];
  const lease = await pickLease(null, title, tools);
  return lease ? [lease] : [];
}
