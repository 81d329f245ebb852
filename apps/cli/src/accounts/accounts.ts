import { type AccountId, type ProviderDescriptor, providers } from "@leaseline/core";
import type { Context } from "../command.js";
import { CommandError } from "../command-error.js";
import { type Account, keyVariables, inWords, keysFrom } from "./account-keys.js";
import { openStateFolder } from "../state/state-folder.js";
import { type AccountStore, accountStore } from "./account-store.js";
import { systemKeychain } from "./keychain.js";
import type { Environment } from "@leaseline/core/node";

type Around = Pick<Context, "environment" | "signal" | "terminal">;

/** Every account there is, those of the environment first. One of them takes the place of an added one of its name. */
export function allAccounts(context: Around): readonly Account[] {
  const fromEnvironment = environmentAccounts(context.environment);
  const store = openAccountStore(context);
  const added = store
    .list()
    .map((kept): Account => ({ ...kept, source: "keychain", keys: () => store.keys(kept) }));
  const taken = new Set(fromEnvironment.map(({ id }) => id));
  return [...fromEnvironment, ...added.filter(({ id }) => !taken.has(id))];
}

/** Those that a command is about: all, or the one that it names. @throws {CommandError} `no-account`. */
export function chosenAccounts(context: Around, id: AccountId | undefined): readonly Account[] {
  const accounts = allAccounts(context);
  const chosen = id === undefined ? accounts : accounts.filter((account) => account.id === id);
  if (chosen.length > 0) return chosen;
  const known = accounts.map((account) => account.id).join(", ");
  throw new CommandError({
    kind: "no-account",
    reason: [
      id === undefined ? "There is no account." : `There is no account “${id}”.`,
      known ? `There is ${known}.` : `Set ${keyVariables()}, or run “leaseline accounts add”.`,
    ].join(" "),
  });
}

/** Those that were added on this machine. */
export function openAccountStore(context: Around): AccountStore {
  return accountStore(openStateFolder(context.environment), systemKeychain(context));
}

/** The accounts that the environment alone makes, each under its provider's name. One of which only a part is there cannot be used, and says what is missing. */
export function environmentAccounts(
  environment: Environment,
  known: readonly ProviderDescriptor[] = providers,
): readonly Account[] {
  return known
    .filter(({ keys }) => keys.some(({ variable }) => environment[variable]))
    .map((provider) => accountOf(provider, environment));
}

function accountOf(descriptor: ProviderDescriptor, environment: Environment): Account {
  const names = descriptor.keys.map(({ variable }) => variable);
  return {
    id: descriptor.id,
    provider: descriptor.id,
    source: "environment",
    keys: async () => {
      const missing = names.filter((name) => !environment[name]);
      if (missing.length === 0)
        return keysFrom(
          descriptor,
          names.map((name) => environment[name] ?? ""),
          environment,
        );
      const there = names.filter((name) => environment[name]);
      throw new CommandError({
        kind: "bad-credentials",
        reason: `${inWords(missing)} ${missing.length === 1 ? "is" : "are"} not set, and ${inWords(there)} ${there.length === 1 ? "is" : "are"}.`,
      });
    },
  };
}
