import { CommandError } from "../command-error.js";
import {
  type ProviderName,
  addressesIn,
  keyNames,
  keysFrom,
  providerNames,
} from "./account-keys.js";
import type { Account } from "./account.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** The accounts that the environment alone makes, each under its provider's name. One of which only a part is there cannot be used, and says what is missing. */
export function environmentAccounts(environment: Environment): readonly Account[] {
  return providerNames.flatMap((provider) => {
    const values = keyNames[provider].map(({ variable }) => environment[variable] || undefined);
    if (values.every((value) => value === undefined)) return [];
    return [accountOf(provider, environment)];
  });
}

function accountOf(provider: ProviderName, environment: Environment): Account {
  const names = keyNames[provider].map(({ variable }) => variable);
  return {
    id: provider,
    provider,
    source: "environment",
    keys: async () => {
      const missing = names.filter((name) => !environment[name]);
      if (missing.length === 0)
        return keysFrom(
          provider,
          names.map((name) => environment[name] ?? ""),
          addressesIn(environment, provider),
        );
      const there = names.filter((name) => environment[name]);
      throw new CommandError({
        kind: "bad-credentials",
        reason: `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set, and ${there.join(" and ")} ${there.length === 1 ? "is" : "are"}.`,
      });
    },
  };
}
