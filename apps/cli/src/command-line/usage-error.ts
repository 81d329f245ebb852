import type { CommanderError } from "commander";
import { type CommandError, usage } from "../command-error.js";

/** What is wrong with the words that were typed; null for help that was asked for, which has been shown. */
export function usageError(
  { code, exitCode, message }: CommanderError,
  words: readonly string[],
): CommandError | null {
  if (exitCode === 0) return null;
  if (code === "commander.help") return usage("A command is missing.");
  // A key that was typed among them, where none belongs, is not said again.
  const keys = words[0] === "accounts" ? words.filter((word) => /^[^-].{11,}$/.test(word)) : [];
  const reason = keys.reduce(
    (said, key) => said.replaceAll(key, "•••"),
    message.replace(/^error: /, ""),
  );
  return usage(reason);
}
