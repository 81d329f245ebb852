import { type ProviderDescriptor, providers } from "@leaseline/core";
import type { Environment } from "@leaseline/core/node";
import { CommandError } from "../command-error.js";
import { inWords, keysFrom } from "./account-keys.js";
import type { Account } from "./account.js";

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
