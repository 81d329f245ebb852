import type { Command, CommandTools } from "./command.js";
import { pickLeases } from "./pick-lease.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "locale" | "actions">;

export function copyNumberCommand(tools: Tools): Command {
  return async (selected, rows = []) => {
    const leases = await pickLeases(selected, rows, translate("Copy a Number"), tools);
    if (leases.length > 0) tools.actions.copy(...leases.map(({ number }) => number));
  };
}
