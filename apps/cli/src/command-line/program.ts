import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { usage, type CommandError } from "../command-error.js";
import { addAccountCommands } from "./account-commands.js";
import { helpAfter } from "./help.js";
import { addLedgerCommands } from "./ledger-commands.js";
import { addNumberCommands } from "./number-commands.js";
import type { CommanderError } from "commander";
import type { RunCommand } from "../command.js";

/** The command line: every command and flag, its help, and what it may be. Throws commander's errors. */
export function buildProgram(version: string, run: RunCommand): Command {
  const program = new Command("leaseline")
    .description("Find, price, lease, watch and release phone numbers.")
    .version(version)
    // Narrower than it would wrap by itself.
    .configureHelp({
      minWidthToWrap: 20,
      optionTerm: ({ flags, mandatory }) => flags + (mandatory ? " (required)" : ""),
    })
    .exitOverride()
    // What is wrong is said once, in the form that was asked for.
    .configureOutput({ outputError: () => {} })
    .addHelpText("after", ({ command }) => helpAfter(command))
    // What is wrong is said below it.
    .on("afterAllHelp", (help: { error: boolean; write: (text: string) => void }) => {
      if (help.error) help.write("\n");
    });
  addNumberCommands(program, run);
  addLedgerCommands(program, run);
  addAccountCommands(program, run);
  takeNothingForAnother(program);
  return program;
}

/**
 * In a script whose variable is empty, a flag has lost its value, and the next flag would be taken for that: a dry run
 * would be none. And a misspelt command would be taken for an argument of the default one.
 */
function takeNothingForAnother(command: CommandUnknownOpts): void {
  for (const option of command.options.filter(({ required }) => required))
    command.on(`option:${option.name()}`, (value: string) => {
      if (value.startsWith("--"))
        throw usage(`${option.flags} needs a value, and “${value}” is a flag.`);
    });
  command.hook("preSubcommand", ({ args: [word] }) => {
    const names = command.commands.map((one) => one.name());
    if (word !== undefined && !word.startsWith("-") && !names.includes(word))
      throw usage(`There is no command “${command.name()} ${word}”. There is ${names.join(", ")}.`);
  });
  command.commands.forEach(takeNothingForAnother);
}

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
