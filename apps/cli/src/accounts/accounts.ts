import type { AccountId } from "@leaseline/core";
import type { Context } from "../command.js";
import { CommandError } from "../command-error.js";
import type { Account } from "./account.js";
import { keyVariables } from "./account-keys.js";
import { accountStore } from "./account-store.js";
import { environmentAccounts } from "./environment-accounts.js";
import { systemKeychain } from "./keychain.js";

type Around = Pick<Context, "environment" | "signal" | "terminal">;

/** Every account there is, those of the environment first. One of them takes the place of an added one of its name. */
export function allAccounts(context: Around, folder: string): readonly Account[] {
  const fromEnvironment = environmentAccounts(context.environment);
  const store = accountStore(folder, systemKeychain(context));
  const added = store
    .list()
    .map((kept): Account => ({ ...kept, source: "keychain", keys: () => store.keys(kept) }));
  const taken = new Set(fromEnvironment.map(({ id }) => id));
  return [...fromEnvironment, ...added.filter(({ id }) => !taken.has(id))];
}

/** Those that a command is about: all, or the one that it names. @throws {CommandError} `no-account`. */
export function chosenAccounts(
  context: Around,
  folder: string,
  id: AccountId | undefined,
): readonly Account[] {
  const accounts = allAccounts(context, folder);
  const chosen = id === undefined ? accounts : accounts.filter((account) => account.id === id);
  if (chosen.length > 0) return chosen;
  const known = accounts.map((account) => account.id).join(", ");
  throw new CommandError({
    kind: "no-account",
    reason: [
      id === undefined ? "There is no account." : `There is no account ${id}.`,
      known ? `There is ${known}.` : `Set ${keyVariables()}, or run “leaseline accounts add”.`,
    ].join(" "),
  });
}
