import { clientHere } from "../accounts/account-here.js";
import { releaseNumbers } from "../release/release-numbers.js";
import type { ReleaseTools } from "../release/release-tools.js";
import { translate } from "../words/translate.js";
import type { Command, CommandTools } from "./command.js";
import { pickLeases } from "./pick-lease.js";

export type ReleaseCommandTools = Pick<
  CommandTools,
  "prompts" | "accounts" | "actions" | "followUp" | "list" | "locale"
> &
  Pick<ReleaseTools, "consent" | "occurrences">;

/** Where every route to a release ends. */
export function releaseCommand(tools: ReleaseCommandTools): Command {
  const { accounts, list } = tools;
  return async (selected, rows = []) => {
    const leases = await pickLeases(selected, rows, translate("Release a Number"), tools);
    const end = await releaseNumbers(leases, {
      ...tools,
      account: (id) => accounts.find(id),
      client: (id) => clientHere(accounts, id),
    });
    if (end === "released" || end === "unknown") await list.load();
  };
}
