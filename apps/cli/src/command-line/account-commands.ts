import { Argument, type Command } from "@commander-js/extra-typings";
import { jsonOption } from "./options.js";
import { providerNames } from "./provider-names.js";
import type { RunCommand } from "./run-command.js";

/** The commands about accounts. */
export function addAccountCommands(program: Command, run: RunCommand): void {
  const accounts = program
    .command("accounts")
    .description("add, list, remove and check accounts")
    .helpCommand(false);

  accounts
    .command("add")
    .description("keep an account's keys in this machine's keychain: asks for them, or reads stdin")
    .addArgument(new Argument("<provider>").choices(providerNames.map(({ id }) => id)))
    .option("--id <id>", "what to call it; the provider's name when left out")
    .addOption(jsonOption())
    .action((provider, options) =>
      run(async () => (await import("../commands/accounts-add.js")).addAccount, {
        ...options,
        provider,
      }),
    );

  accounts
    .command("list")
    .description("the accounts, and where their keys come from")
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/accounts.js")).listAccounts, options),
    );

  accounts
    .command("remove")
    .description("drop an account's keys; what it has leased stays leased")
    .argument("<id>")
    .addOption(jsonOption())
    .action((id, options) =>
      run(async () => (await import("../commands/accounts.js")).removeAccount, {
        ...options,
        id,
      }),
    );

  accounts
    .command("check")
    .description("whether the keys of every account, or of one, are accepted")
    .argument("[id]")
    .addOption(jsonOption())
    .action((id, options) =>
      run(async () => (await import("../commands/accounts.js")).checkAccounts, {
        ...options,
        id,
      }),
    );
}
