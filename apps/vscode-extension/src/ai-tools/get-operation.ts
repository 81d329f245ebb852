import { translate } from "../words/translate.js";
import { operationAnswer } from "./operation-answer.js";
import { readingTool } from "./reading-tool.js";
import { type AiTool, type ToolTools, refused } from "./tool.js";

/** What became of an operation whose outcome was not known. Reads the ledger, where the asking is written down. */
export function getOperation({ accounts }: ToolTools): AiTool {
  return readingTool(
    "leaseline_getOperation",
    () => translate("Looking up what became of an operation"),
    async (input) => {
      for (const { ledger } of accounts.groups()) {
        const operation = await ledger.find(input.operation);
        if (operation) return operationAnswer(operation);
      }
      return refused("No operation has that name.", "Look at the list of leased numbers.");
    },
  );
}
