import { pickAccountOf } from "./pick-account.js";
import { canChangeKeys } from "../accounts/reload-first.js";
import { type UpdateKeyTools, updateKey } from "../accounts/update-key.js";
import type { Command, CommandTools } from "./command.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "accounts" | "actions"> &
  Pick<UpdateKeyTools, "connect" | "keyPlace">;

export function updateKeyCommand(tools: Tools): Command {
  const { prompts, store, accounts, actions, connect, keyPlace } = tools;
  return async (selected) => {
    const all = accounts.list();
    const real = all.filter(({ sandbox }) => !sandbox);
    if (real.length === 0 && all.length > 0) {
      prompts.tell({ text: translate("The accounts at the sandbox have no keys to replace.") });
      return;
    }
    const ofReal = { prompts, accounts: { list: () => real } };
    const account = await pickAccountOf(selected, translate("Update Key"), ofReal);
    if (!account || !(await canChangeKeys(account.id, tools))) return;
    const { ledger } = accounts.groupOf(account);
    const retry = () => actions.updateKey(account.id);
    const { known } = accounts;
    await updateKey(account, { prompts, store, connect, known, ledger, keyPlace, retry });
  };
}
