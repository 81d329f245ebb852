import { type Command, Option } from "@commander-js/extra-typings";
import { jsonOption } from "./options.js";
import type { RunCommand } from "../command.js";

/** The commands about the ledger itself, and what holds for everybody who uses it. */
export function addLedgerItself(program: Command, run: RunCommand): void {
  const ledger = program
    .command("ledger")
    .description("show or choose the ledger that this machine uses");

  ledger
    .command("status", { isDefault: true })
    .description("show the ledger, its live sessions, what is open, and the caps")
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/ledger-status.js")).ledgerStatus, options),
    );

  ledger
    .command("use")
    .description("use a shared ledger, or this machine's own again")
    .argument("[address]", "postgres://user@host:5432/database, without a password")
    .option("--local", "use this machine's own ledger")
    .option(
      "--gone <ledger>",
      "the other ledger of an unfinished move, as it is recorded, which is gone for good",
    )
    .addOption(keychainOption())
    .addOption(jsonOption())
    .action((address, options) =>
      run(async () => (await import("../commands/ledger-use.js")).useLedger, {
        ...options,
        address,
      }),
    );

  ledger
    .command("move")
    .description("move this machine's ledger into a shared one, and use that")
    .argument("<address>", "postgres://user@host:5432/database, without a password")
    .addOption(keychainOption())
    .addOption(jsonOption())
    .action((address, options) =>
      run(async () => (await import("../commands/ledger-move.js")).moveOwnLedger, {
        ...options,
        address,
      }),
    );

  addCapsCommands(program, run);
}

const keychainOption = () =>
  new Option(
    "--keychain",
    "ask for the password, or read it from stdin, and store it in the keychain",
  );
const loosen = "raise limits without being asked";

function addCapsCommands(program: Command, run: RunCommand): void {
  const caps = program
    .command("caps")
    .description("show or set limits on spending, for everybody who uses the ledger");

  caps
    .command("list", { isDefault: true })
    .description("list the caps")
    .addOption(jsonOption())
    .action((options) => run(async () => (await import("../commands/caps.js")).listCaps, options));

  caps
    .command("set")
    .description("set the caps in one currency; asks before it raises a limit")
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
    .description("remove the caps in one currency: both kinds, or only one")
    .argument("<currency>", "three letters, such as USD")
    .option("--monthly", "only the monthly cap")
    .option("--per-lease", "only the cap for a single lease")
    .option("--yes", loosen)
    .addOption(jsonOption())
    .action((currency, options) =>
      run(async () => (await import("../commands/caps.js")).removeCaps, { ...options, currency }),
    );
}
