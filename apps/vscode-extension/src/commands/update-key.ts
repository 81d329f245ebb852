import { chooseAccount } from "../accounts/pick-account.js";
import { canChangeKeys } from "../accounts/reload-first.js";
import { type UpdateKeyTools, updateKey } from "../accounts/update-key.js";
import type { Command, CommandTools } from "./command.js";
import { selectedAccount } from "./selected.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "accounts" | "actions"> &
  Pick<UpdateKeyTools, "connect" | "keyPlace">;

export function updateKeyCommand(tools: Tools): Command {
  const { prompts, store, accounts, actions, connect, keyPlace } = tools;
  return async (selected) => {
    // Those at the sandbox have no keys to replace.
    const all = accounts.list();
    const real = all.filter(({ sandbox }) => !sandbox);
    const account = await chooseAccount(selectedAccount(selected), real, {
      prompts,
      title: translate("Update Key"),
      none:
        all.length > 0
          ? translate("The accounts at the sandbox have no keys to replace.")
          : undefined,
    });
    if (!account || !(await canChangeKeys(account.id, tools))) return;
    const { ledger } = accounts.groupOf(account);
    const retry = () => actions.updateKey(account.id);
    const { known } = accounts;
    await updateKey(account, { prompts, store, connect, known, ledger, keyPlace, retry });
  };
}
