import { Command } from "@commander-js/extra-typings";
import { addAccountCommands } from "./account-commands.js";
import { helpAfter } from "./help.js";
import { addLedgerCommands } from "./ledger-commands.js";
import { addNumberCommands } from "./number-commands.js";
import type { RunCommand } from "./run-command.js";

/** The command line: every command and flag, its help, and what it may be. Throws commander's errors. */
export function buildProgram(version: string, run: RunCommand): Command {
  const program = new Command("leaseline")
    .description("Find, price, lease, watch and release phone numbers.")
    .version(version)
    .helpCommand(false)
    // Narrower than it would wrap by itself.
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    // What is wrong is said once, in the form that was asked for.
    .configureOutput({ outputError: () => {} })
    .addHelpText("after", ({ command }) => helpAfter(command));
  addNumberCommands(program, run);
  addLedgerCommands(program, run);
  addAccountCommands(program, run);
  return program;
}
