import { CommandError } from "../command-error.js";
import type { AccountKeys, ProviderName } from "./account-keys.js";
import { accountStore } from "./account-store.js";
import { environmentAccounts, missingVariables } from "./environment-accounts.js";
import { systemKeychain } from "./keychain.js";

/** An account that can be used, and where its keys come from. */
export interface Account {
  readonly id: string;
  readonly provider: ProviderName;
  readonly source: "environment" | "keychain";
  keys(): Promise<AccountKeys>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Every account there is, those of the environment first. One of them takes the place of an added one of its name. */
export function allAccounts(environment: Environment, folder: string): readonly Account[] {
  const fromEnvironment = environmentAccounts(environment).map((keys): Account => ({
    id: keys.provider,
    provider: keys.provider,
    source: "environment",
    keys: async () => keys,
  }));
  const store = accountStore(folder, systemKeychain());
  const added = store
    .list()
    .map((kept): Account => ({ ...kept, source: "keychain", keys: () => store.keys(kept) }));
  const taken = new Set(fromEnvironment.map(({ id }) => id));
  return [...fromEnvironment, ...added.filter(({ id }) => !taken.has(id))];
}

/** Those that a command is about: all, or the one that it names. @throws {CommandError} `no-account`. */
export function chosenAccounts(
  environment: Environment,
  folder: string,
  id: string | undefined,
): readonly Account[] {
  const accounts = allAccounts(environment, folder);
  const chosen = id === undefined ? accounts : accounts.filter((account) => account.id === id);
  if (chosen.length > 0) return chosen;
  const missing = missingVariables(environment);
  const known = accounts.map((account) => account.id).join(", ");
  throw new CommandError({
    kind: "no-account",
    reason: [
      id === undefined ? "There is no account." : `There is no account ${id}.`,
      known && `There is ${known}.`,
      missing.length > 0 && `${missing.join(" and ")} is not set.`,
      !known &&
        "Set CONTIGUITY_API_KEY, or SINCH_PROJECT_ID, SINCH_KEY_ID and SINCH_KEY_SECRET, or run “leaseline accounts add”.",
    ]
      .filter(Boolean)
      .join(" "),
  });
}
