import type { Command } from "@commander-js/extra-typings";
import {
  accountOption,
  agreed,
  confirmOption,
  jsonOption,
  portNumber,
  waitingTime,
} from "./options.js";
import { addLedgerItself } from "./shared-commands.js";
import type { RunCommand } from "../command.js";

/** The commands about what was done and what it costs, and the sandbox. */
export function addLedgerCommands(program: Command, run: RunCommand): void {
  program
    .command("spend")
    .description("show what the numbers cost a month, and when they are charged next")
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/spend.js")).spend, options));

  program
    .command("price")
    .description("set the monthly price of a held number whose provider does not give one")
    .argument("<number>", "as “spend” names it")
    .argument("<money>", 'such as "2.00 USD"')
    .addOption(jsonOption())
    .action((number, money, options) =>
      run(async () => (await import("../commands/price.js")).price, { ...options, number, money }),
    );

  program
    .command("operations")
    .description("list what was leased and released with this ledger, newest first")
    .option("--open", "only operations that are not settled")
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/operations.js")).operations, options),
    );

  program
    .command("reconcile")
    .description("ask the providers until every open operation is settled; only reads")
    .option("--wait <seconds>", "stop asking after this time; the rest stays open", waitingTime)
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/reconcile.js")).reconcile, options),
    );

  agreed(program.command("abandon"), "--confirm")
    .description(
      "give up on an operation that cannot be settled; asks for the number's last four digits",
    )
    .argument("<id>", "as “operations” shows it")
    .addOption(confirmOption())
    .option(
      "--without-keys",
      "confirm that nobody has the account's keys any more, so that nobody can check first",
    )
    .addOption(jsonOption())
    .action((id, options) =>
      run(async () => (await import("../commands/abandon.js")).abandon, { ...options, id }),
    );

  addLedgerItself(program, run);

  program
    .command("sandbox")
    .description("run both providers on this machine, and print the environment for using them")
    .option("--port <port>", "default: a free port", portNumber)
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/sandbox.js")).sandbox, options),
    );
}
