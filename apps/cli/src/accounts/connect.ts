import { LeaseError, type ProviderAccount } from "@leaseline/core";
import { contiguityProvider, sinchProvider } from "@leaseline/core/node";
import { CommandError } from "../command-error.js";
import type { AccountKeys } from "./account-keys.js";
import type { Account } from "./accounts.js";

/** An account that can be talked to. Sends nothing. @throws {CommandError} for an unusable key or address. */
export async function connect({
  id,
  keys,
}: Pick<Account, "id" | "keys">): Promise<ProviderAccount> {
  return connectWith(id, await keys());
}

/** The same, with keys at hand. */
export function connectWith(id: string, keys: AccountKeys): ProviderAccount {
  try {
    return keys.provider === "contiguity"
      ? contiguityProvider({ ...keys, account: id })
      : sinchProvider({ ...keys, account: id });
  } catch (error) {
    if (!(error instanceof LeaseError) || error.failure.kind !== "bad-input") throw error;
    const { field, reason } = error.failure;
    const address = field === "baseUrl" || field === "authUrl";
    throw new CommandError(
      {
        kind: address ? "usage" : "bad-credentials",
        reason: `Account ${id}: ${reason} Nothing was sent.`,
      },
      { cause: error },
    );
  }
}
