import { type Lease, LeaseError } from "@leaseline/core";
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
  const known = leases.filter(({ account }) => accounts.find(account));
  const end = await releaseNumbers(known, {
    ...tools,
    account: (id) => accounts.find(id),
    client: async (id) => {
      const account = accounts.find(id);
      if (!account)
        throw new LeaseError({ ...gone, reason: translate("There is no such account.") });
      return accounts.client(account);
    },
  });
  if (end === "released" || end === "unknown") await list.load();
  return end;
}

/** Removed while it was being asked about. */
const gone = { kind: "bad-input", field: "account" } as const;
