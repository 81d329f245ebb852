import type { Lease } from "@leaseline/core";
import { findLease } from "../leases-view/leases.js";
import type { CommandTools } from "./command.js";
import { pickLease } from "./pick-lease.js";
import { selectedLease } from "./selected.js";

export type NumberTools = Pick<CommandTools, "prompts" | "list" | "accounts" | "locale">;

/** The number that a command was called on: one that was leased a moment ago may not be in the list yet. */
export async function numberToUse(
  selected: unknown,
  title: string,
  tools: NumberTools,
): Promise<Pick<Lease, "account" | "number" | "provider" | "features"> | null> {
  const named = selectedLease(selected);
  const account = named && tools.accounts.find(named.account);
  if (named && account) {
    const { features = [] } = findLease(tools.list.now, named.account, named.number) ?? {};
    return { ...named, provider: account.provider, features };
  }
  return pickLease(selected, title, tools);
}
