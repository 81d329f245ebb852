import { releaseNumber } from "../release/release-number.js";
import type { Command, CommandTools } from "./command.js";
import { pickLease } from "./pick-lease.js";
import { translate } from "../words/translate.js";

type Tools = Pick<
  CommandTools,
  "prompts" | "accounts" | "actions" | "followUp" | "list" | "locale"
>;

export function releaseCommand(tools: Tools): Command {
  const { prompts, accounts, actions, followUp, list, locale } = tools;
  return async (selected) => {
    const lease = await pickLease(selected, translate("Release a Number"), tools);
    const account = lease && accounts.find(lease.account);
    if (!account) return;
    const client = () => accounts.client(account);
    const end = await releaseNumber(lease, { prompts, actions, followUp, locale, client });
    if (end === "released" || end === "unknown") await list.load();
  };
}
