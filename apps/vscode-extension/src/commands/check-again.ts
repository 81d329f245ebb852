import { checkAgain } from "../operations/check-again.js";
import { pickOperation } from "../operations/pick-operation.js";
import type { Command, CommandTools } from "./command.js";
import { selectedOperation } from "./selected.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "followUp" | "actions">;

export function checkAgainCommand(tools: Tools): Command {
  return async (selected) => {
    const operation = await pickOperation(
      selectedOperation(selected),
      translate("Check Again"),
      tools,
    );
    if (operation) await checkAgain(operation, tools);
  };
}
