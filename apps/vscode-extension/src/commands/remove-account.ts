import { chooseAccount } from "../accounts/pick-account.js";
import { removeAccount } from "../accounts/remove-account.js";
import type { Command, CommandTools } from "./command.js";
import { selectedAccount } from "./selected.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "accounts">;

export function removeAccountCommand({ prompts, store, accounts }: Tools): Command {
  return async (selected) => {
    const account = await chooseAccount(selectedAccount(selected), accounts.list(), {
      prompts,
      title: translate("Remove Account"),
    });
    if (account) await removeAccount(account, { prompts, store, group: accounts.groupOf(account) });
  };
}
