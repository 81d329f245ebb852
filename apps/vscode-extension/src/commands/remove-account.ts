import { pickAccountOf } from "./pick-account.js";
import { canChangeKeys } from "../accounts/reload-first.js";
import { removeAccount } from "../accounts/remove-account.js";
import type { Command, CommandTools } from "./command.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "accounts" | "actions">;

export function removeAccountCommand(tools: Tools): Command {
  const { prompts, store, accounts } = tools;
  return async (selected) => {
    const account = await pickAccountOf(selected, translate("Remove Account"), tools);
    if (!account || !(await canChangeKeys(account.id, tools))) return;
    await removeAccount(account, { prompts, store, group: accounts.groupOf(account) });
  };
}
