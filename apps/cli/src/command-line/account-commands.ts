import { Argument, type Command } from "@commander-js/extra-typings";
import { jsonOption } from "./options.js";
import { providerNames } from "./provider-names.js";
import type { RunCommand } from "../command.js";

/** The commands about accounts. */
export function addAccountCommands(program: Command, run: RunCommand): void {
  const accounts = program.command("accounts").description("add, list, remove and check accounts");

  accounts
    .command("add")
    .description(
      "store an account's keys in this machine's keychain; asks for them, or reads stdin",
    )
    .addArgument(new Argument("<provider>").choices(providerNames.map(({ id }) => id)))
    .option("--id <id>", "a name for the account; default: the provider's name")
    .addOption(jsonOption())
    .action((provider, options) =>
      run(async () => (await import("../commands/accounts-add.js")).addAccount, {
        ...options,
        provider,
      }),
    );

  accounts
    .command("list")
    .description("list the accounts, and where their keys come from")
    .addOption(jsonOption())
    .action((options) =>
      run(async () => (await import("../commands/accounts.js")).listAccounts, options),
    );

  accounts
    .command("remove")
    .description("delete an account's keys; its numbers stay leased")
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
    .description("check whether the keys of all accounts, or of one, are accepted")
    .argument("[id]")
    .addOption(jsonOption())
    .action((id, options) =>
      run(async () => (await import("../commands/accounts.js")).checkAccounts, {
        ...options,
        id,
      }),
    );
}
