import type { Command } from "@commander-js/extra-typings";
import {
  accountOption,
  agreed,
  connectOption,
  confirmOption,
  featureOption,
  jsonOption,
  keyOption,
  positionOption,
  sortOption,
  typeOption,
  countNumber,
} from "./options.js";
import type { RunCommand } from "./run-command.js";

const aNumber = "with its country code, such as +13055550100";

/** The commands about numbers. */
export function addNumberCommands(program: Command, run: RunCommand): void {
  program
    .command("search")
    .description("find numbers that can be leased, with their prices")
    .addOption(accountOption())
    .requiredOption("--country <code>", "two letters, such as US")
    .addOption(typeOption())
    .addOption(featureOption())
    .option("--digits <digits>", "digits that it has to have")
    .addOption(positionOption())
    .addOption(sortOption())
    .option("--limit <count>", "show so many at most, of those that are found", countNumber)
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/search.js")).search, options));

  program
    .command("quote")
    .description("the price of a number as it is now")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/quote.js")).quote, { ...options, number }),
    );

  agreed(program.command("lease"), "--expect-price")
    .description("lease a number: shows the price and asks")
    .argument("<number>", aNumber)
    .requiredOption("--account <id>", "the account that pays for it")
    .option("--expect-price <money>", 'the recurring price agreed to, such as "2.00 USD"')
    .option("--expect-setup <money>", "hold the price that is paid once to this")
    .option("--expect-months <count>", "hold the months between two charges to this")
    .option("--count-as <money>", "what an unknown price counts as against the caps")
    .addOption(connectOption())
    .addOption(keyOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/lease.js")).lease, { ...options, number }),
    );

  program
    .command("list")
    .description("every number that the accounts hold")
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/list.js")).list, options));

  program
    .command("show")
    .description("one number that an account holds")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/show.js")).show, { ...options, number }),
    );

  program
    .command("watch")
    .description("follow a number until it is set up, or that has failed")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/watch.js")).watch, { ...options, number }),
    );

  program
    .command("label")
    .description("say what a number is for")
    .argument("<number>", aNumber)
    .argument("[text]", "such as “Support line”")
    .option("--remove", "take its label away")
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, text, options) =>
      run(async () => (await import("../commands/note.js")).label, { ...options, number, text }),
    );

  program
    .command("protect")
    .description("keep a number from being released by anybody who uses this ledger")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/note.js")).protect, { ...options, number }),
    );

  program
    .command("unprotect")
    .description("let a number be released again")
    .argument("<number>", aNumber)
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/note.js")).unprotect, { ...options, number }),
    );

  agreed(program.command("release"), "--confirm")
    .description("give a number back: asks for its last four digits, cannot be undone")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(confirmOption())
    .addOption(keyOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/release.js")).release, { ...options, number }),
    );
}
