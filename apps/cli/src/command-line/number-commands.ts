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
import type { RunCommand } from "../command.js";

const aNumber = "with its country code, such as +13055550100";

/** The commands about numbers. */
export function addNumberCommands(program: Command, run: RunCommand): void {
  program
    .command("search")
    .description("find numbers to lease, with their prices")
    .addOption(accountOption())
    .requiredOption("--country <code>", "two letters, such as US")
    .addOption(typeOption())
    .addOption(featureOption())
    .option("--digits <digits>", "digits that the number contains")
    .addOption(positionOption())
    .addOption(sortOption())
    .option("--limit <count>", "show at most this many", countNumber)
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/search.js")).search, options));

  program
    .command("quote")
    .description("show a number's current price")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/quote.js")).quote, { ...options, number }),
    );

  agreed(program.command("lease"), "--expect-price")
    .description("lease a number; shows the price and asks")
    .argument("<number>", aNumber)
    .requiredOption("--account <id>", "the account that leases it")
    .option("--expect-price <money>", 'the recurring price that you agree to, such as "2.00 USD"')
    .option("--expect-setup <money>", "the one-time price that you agree to")
    .option("--expect-months <count>", "the months between two charges that you agree to")
    .option("--count-as <money>", "the amount that an unknown price counts as against the caps")
    .addOption(connectOption())
    .addOption(keyOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/lease.js")).lease, { ...options, number }),
    );

  program
    .command("list")
    .description("list all leased numbers")
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/list.js")).list, options));

  program
    .command("show")
    .description("show one leased number")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/show.js")).show, { ...options, number }),
    );

  program
    .command("watch")
    .description("follow a new number until it is set up, or setting it up has failed")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/watch.js")).watch, { ...options, number }),
    );

  program
    .command("label")
    .description("set a number's label")
    .argument("<number>", aNumber)
    .argument("[text]", "such as “Support line”")
    .option("--remove", "remove the label")
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, text, options) =>
      run(async () => (await import("../commands/note.js")).label, { ...options, number, text }),
    );

  program
    .command("protect")
    .description("protect a number from being released by anybody who uses this ledger")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/note.js")).protect, { ...options, number }),
    );

  program
    .command("unprotect")
    .description("allow a number to be released again")
    .argument("<number>", aNumber)
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/note.js")).unprotect, { ...options, number }),
    );

  agreed(program.command("release"), "--confirm")
    .description("release a number; asks for its last four digits; cannot be undone")
    .argument("<number>", aNumber)
    .addOption(accountOption())
    .addOption(confirmOption())
    .addOption(keyOption())
    .addOption(jsonOption())
    .action((number, options) =>
      run(async () => (await import("../commands/release.js")).release, { ...options, number }),
    );
}
