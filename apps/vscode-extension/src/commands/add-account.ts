import { type AddAccountTools, addAccount } from "../accounts/add-account.js";
import { canChangeKeys } from "../accounts/reload-first.js";
import type { Command, CommandTools } from "./command.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "accounts" | "actions" | "list"> &
  Pick<AddAccountTools, "connect" | "keyPlace">;

export function addAccountCommand(tools: Tools): Command {
  const { prompts, store, accounts, actions, list, connect, keyPlace } = tools;
  return async () => {
    if (!(await canChangeKeys(null, tools))) return;
    const added = await addAccount({
      prompts,
      store,
      connect,
      keyPlace,
      known: accounts.known,
      newId: () => crypto.randomUUID(),
      retry: actions.addAccount,
      updateKey: actions.updateKey,
    });
    if (added) await list.whole();
  };
}
