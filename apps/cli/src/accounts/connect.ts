import { type AccountId, LeaseError, type ProviderAccount } from "@leaseline/core";
import { contiguityProvider, sinchProvider } from "@leaseline/core/node";
import type { Failures } from "../collect.js";
import { CommandError, type CommandFailure } from "../command-error.js";
import type { AccountKeys } from "./account-keys.js";
import type { Account } from "./account.js";

export interface Connected {
  readonly accounts: readonly ProviderAccount[];
  /** Of those whose keys cannot be had. */
  readonly failures: Failures;
}

/**
 * Every account that can be talked to. One whose keys cannot be had leaves the others as they are. Sends nothing.
 * @throws {CommandError} when there is none at all; {LeaseError} `cancelled`.
 */
export async function connectAll(chosen: readonly Account[]): Promise<Connected> {
  const tried = await Promise.all(
    chosen.map(async (account) => ({ id: account.id, result: await connectOrFail(account) })),
  );
  const accounts: ProviderAccount[] = [];
  const failures = new Map<AccountId, CommandFailure>();
  for (const { id, result } of tried) {
    if (result instanceof CommandError) failures.set(id, result.failure);
    else accounts.push(result);
  }
  const [failure] = failures.values();
  if (failure && accounts.length === 0) throw new CommandError(failure);
  return { accounts, failures };
}

async function connectOrFail(account: Account): Promise<ProviderAccount | CommandError> {
  try {
    return await connect(account);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

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
