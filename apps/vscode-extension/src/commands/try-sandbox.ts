import { trySandbox } from "../accounts/try-sandbox.js";
import type { Command, CommandTools } from "./command.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "actions" | "list"> & {
  readonly startSandbox: () => Promise<unknown>;
};

export function trySandboxCommand(tools: Tools): Command {
  const { prompts, store, actions, list, startSandbox } = tools;
  return async () => {
    await prompts.progress(translate("Starting the sandbox…"), () =>
      trySandbox(store, startSandbox),
    );
    await list.whole();
    prompts.tell({
      text: translate(
        "The sandbox is ready: two accounts with numbers to search, lease and release. Nothing there is real or costs money.",
      ),
      actions: [{ label: translate("Search Numbers"), run: actions.search }],
    });
  };
}
