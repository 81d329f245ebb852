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
    .addOption(jsonOption())
    .action((id, options) =>
      run(async () => (await import("../commands/abandon.js")).abandon, { ...options, id }),
    );

  addLedgerItself(program, run);
  addCapsCommands(program, run);

  program
    .command("sandbox")
    .description("start both providers on this machine, and print the environment to use them")
    .option("--port <port>", "a free one when left out", portNumber)
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/sandbox.js")).sandbox, options),
    );
}

function addLedgerItself(program: Command, run: RunCommand): void {
  const ledger = program
    .command("ledger")
    .description("which ledger this machine uses")
    .helpCommand(false);

  ledger
    .command("status", { isDefault: true })
    .description("which ledger it is, whose sessions live, what is open, and the caps")
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/ledger-status.js")).ledgerStatus, options),
    );
}

const loosen = "agree without being asked to what lets more be spent";

function addCapsCommands(program: Command, run: RunCommand): void {
  const caps = program
    .command("caps")
    .description("what may be spent, by everybody who uses the ledger")
    .helpCommand(false);

  caps
    .command("list", { isDefault: true })
    .description("the caps that hold")
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/caps.js")).listCaps, options));

  caps
    .command("set")
    .description("set caps in one currency: asks before more can be spent than before")
    .argument("<currency>", "three letters, such as USD")
    .argument("[monthly]", "what all numbers may cost a month, such as 500")
    .option("--per-lease <amount>", "what one lease may cost when it begins")
    .option("--yes", loosen)
    .addOption(jsonOption())
    .action((currency, monthly, options) =>
      run(async () => (await import("../commands/caps.js")).setCaps, {
        ...options,
        currency,
        monthly,
      }),
    );

  caps
    .command("remove")
    .description("take caps in one currency away: both kinds, or the one that is named")
    .argument("<currency>", "three letters, such as USD")
    .option("--monthly", "the monthly one only")
    .option("--per-lease", "the one for a single lease only")
    .option("--yes", loosen)
    .addOption(jsonOption())
    .action((currency, options) =>
      run(async () => (await import("../commands/caps.js")).removeCaps, { ...options, currency }),
    );
}
