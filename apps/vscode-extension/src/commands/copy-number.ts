import type { Command, CommandTools } from "./command.js";
import { pickLease } from "./pick-lease.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "locale" | "actions">;

export function copyNumberCommand(tools: Tools): Command {
  return async (selected) => {
    const lease = await pickLease(selected, translate("Copy a Number"), tools);
    if (lease) tools.actions.copy(lease.number);
  };
}
