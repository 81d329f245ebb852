import type { Command } from "@commander-js/extra-typings";
import {
  accountOption,
  agreed,
  confirmOption,
  countNumber,
  jsonOption,
  portNumber,
} from "./options.js";
import type { RunCommand } from "./run-command.js";
import { addLedgerItself } from "./shared-commands.js";

/** The commands about what was done and what it costs, and the sandbox. */
export function addLedgerCommands(program: Command, run: RunCommand): void {
  program
    .command("spend")
    .description("what the numbers cost a month, and when they are charged next")
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/spend.js")).spend, options));

  program
    .command("price")
    .description("say what a held number counts as a month, where its provider does not")
    .argument("<number>", "as “spend” names it")
    .argument("<money>", 'such as "2.00 USD"')
    .addOption(jsonOption())
    .action((number, money, options) =>
      run(async () => (await import("../commands/price.js")).price, { ...options, number, money }),
    );

  program
    .command("operations")
    .description("what was leased and released from here, newest first")
    .option("--open", "only what is not settled")
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/operations.js")).operations, options),
    );

  program
    .command("reconcile")
    .description("ask the providers until everything that is open is settled: reads only")
    .option("--wait <seconds>", "ask no longer than this; what is open then stays so", countNumber)
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/reconcile.js")).reconcile, options),
    );

  agreed(program.command("abandon"), "--confirm")
    .description(
      "ask no further what became of an operation: asks for the number's last four digits",
    )
    .argument("<id>", "as “operations” shows it")
    .addOption(confirmOption())
    .option(
      "--without-keys",
      "where nobody has the account's keys any more, and so cannot look first",
    )
    .addOption(jsonOption())
    .action((id, options) =>
      run(async () => (await import("../commands/abandon.js")).abandon, { ...options, id }),
    );

  addLedgerItself(program, run);

  program
    .command("sandbox")
    .description("start both providers on this machine, and print the environment to use them")
    .option("--port <port>", "a free one when left out", portNumber)
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/sandbox.js")).sandbox, options),
    );
}
