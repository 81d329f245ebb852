import { failureOf } from "@leaseline/core";
import { describeFailure } from "../words/translate.js";
import { type Input, withInput } from "./inputs.js";
import type { ToolName } from "./tool-names.js";
import type { AiTool, ToolAnswer } from "./tool.js";

/** A tool that only reads: nobody is asked first, and what fails has cost nothing. */
export function readingTool<Name extends ToolName>(
  name: Name,
  doing: () => string,
  read: (input: Input<Name>, signal: AbortSignal) => Promise<ToolAnswer>,
): AiTool {
  return {
    announce: () => ({ doing: doing(), confirm: null }),
    run: withInput(name, async (input, signal) => {
      try {
        return await read(input, signal);
      } catch (error) {
        const { happened, next } = describeFailure(failureOf(error));
        return { done: false, why: happened, spent: "nothing", next };
      }
    }),
  };
}
