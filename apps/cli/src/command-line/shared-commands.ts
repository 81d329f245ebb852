import { type Command, Option } from "@commander-js/extra-typings";
import { jsonOption } from "./options.js";
import type { RunCommand } from "./run-command.js";

/** The commands about the ledger itself, and what holds for everybody who uses it. */
export function addLedgerItself(program: Command, run: RunCommand): void {
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

  ledger
    .command("use")
    .description("share a ledger with other machines, or have one of its own again")
    .argument("[address]", "postgres://user@host:5432/database, without a password")
    .option("--local", "this machine's own")
    .option(
      "--gone <ledger>",
      "the other ledger of a half move, as it is named there, which is gone for good",
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
    .description("put all that this machine's ledger holds into a shared one, and use that")
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
    "ask for the password, or read it from stdin, and keep it in the keychain",
  );
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
