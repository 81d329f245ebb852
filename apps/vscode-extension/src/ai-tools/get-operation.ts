import { translate } from "../words/translate.js";
import { failureAnswer } from "./failure-answer.js";
import { readInput } from "./inputs.js";
import { operationAnswer } from "./operation-answer.js";
import { type AiTool, type ToolTools, refused } from "./tool.js";

/** What became of an operation whose outcome was not known. Reads the ledger, where the asking is written down. */
export function getOperation({ accounts }: ToolTools): AiTool {
  return {
    announce: () => ({ doing: translate("Looking up what became of an operation"), confirm: null }),
    run: async (given) => {
      const read = readInput("leaseline_getOperation", given);
      if (read.kind === "odd") return refused(read.why, "Correct the input.");
      try {
        for (const { ledger } of accounts.groups()) {
          const operation = await ledger.find(read.input.operation);
          if (operation) return operationAnswer(operation);
        }
        return refused("No operation has that name.", "Look at the list of leased numbers.");
      } catch (error) {
        return failureAnswer(error);
      }
    },
  };
}
