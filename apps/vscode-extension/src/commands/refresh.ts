import type { Command, CommandTools } from "./command.js";

/** Reads all accounts again, those that could not be used before, too. */
export function refreshCommand({
  accounts,
  list,
}: Pick<CommandTools, "accounts" | "list">): Command {
  return async () => {
    await accounts.retry();
    await list.load();
  };
}
