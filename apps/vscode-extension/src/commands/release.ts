import type { Lease } from "@leaseline/core";
import { accountHere } from "../accounts/account-here.js";
import { releaseNumbers } from "../release/release-numbers.js";
import type { ReleaseEnd, ReleaseTools } from "../release/release-tools.js";
import { translate } from "../words/translate.js";
import type { Command, CommandTools } from "./command.js";
import { pickLeases } from "./pick-leases.js";

export type ReleaseCommandTools = Pick<
  CommandTools,
  "prompts" | "accounts" | "actions" | "followUp" | "list" | "locale"
> &
  Pick<ReleaseTools, "consent" | "occurrences">;

export function releaseCommand(tools: ReleaseCommandTools): Command {
  return async (selected, rows = []) => {
    const leases = await pickLeases(selected, rows, translate("Release a Number"), tools);
    await releaseIn(leases, tools);
  };
}

/** Releases numbers of the accounts: where every route to a release ends. */
async function releaseIn(
  leases: readonly Lease[],
  tools: ReleaseCommandTools,
): Promise<ReleaseEnd> {
  const { accounts, list } = tools;
  const end = await releaseNumbers(leases, {
    ...tools,
    account: (id) => accounts.find(id),
    client: async (id) => accounts.client(accountHere(accounts, id)),
  });
  if (end === "released" || end === "unknown") await list.load();
  return end;
}
