import { pickOperation } from "../operations/pick-operation.js";
import { stopChecking } from "../operations/stop-checking.js";
import type { Command, CommandTools } from "./command.js";
import { selectedOperation } from "./selected.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "accounts" | "actions">;

export function stopCheckingCommand(tools: Tools): Command {
  return async (selected) => {
    const operation = await pickOperation(
      selectedOperation(selected),
      translate("Stop Checking"),
      tools,
    );
    if (operation && (await stopChecking(operation, tools))) await tools.list.load();
  };
}
