import { providers } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import { translate } from "../words/translate.js";
import type { Command, CommandTools } from "./command.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "actions" | "list"> & {
  readonly startSandbox: () => Promise<unknown>;
};

/** Adds one account of each provider at the sandbox. To do so again changes nothing. */
export function trySandboxCommand(tools: Tools): Command {
  const { prompts, store, actions, list, startSandbox } = tools;
  return async () => {
    await prompts.progress(translate("Starting the sandbox…"), async () => {
      // It has to run before its accounts are there to be asked.
      await startSandbox();
      const there = new Set(store.list().map(({ id }) => id));
      for (const account of sandboxAccounts)
        if (!there.has(account.id)) await store.put(account, null);
    });
    await list.whole();
    prompts.tell({
      text: translate(
        "The sandbox is ready: two accounts with numbers to search, lease and release. Nothing there is real or costs money.",
      ),
      actions: [{ label: translate("Search Numbers"), run: actions.search }],
    });
  };
}

const sandboxAccounts = providers.map(({ id }): StoredAccount => ({
  id: `sandbox-${id}`,
  provider: id,
  label: "sandbox",
  sandbox: true,
  production: false,
  revision: "",
}));
