import {
  type AccountId,
  LeaseError,
  type LeaseFailure,
  type ProviderAccount,
  type ProviderDescriptor,
  distinctAccounts,
  namedIn,
  providers,
} from "@leaseline/core";
import { type Environment, nodeTransport, tunnelFromEnvironment } from "@leaseline/core/node";
import type { Failures } from "../collect.js";
import { CommandError, type CommandFailure, usage } from "../command-error.js";
import { type AccountKeys, descriptorOf, type Account } from "./account-keys.js";
import { isAtSandbox, sandboxIn } from "../state/sandbox-in.js";

export interface Connected {
  readonly accounts: readonly ProviderAccount[];
  /** Of those whose keys cannot be had. */
  readonly failures: Failures;
}

/**
 * Every account that can be talked to. One whose keys cannot be had leaves the others as they are. Sends nothing.
 * @throws {CommandError} when there is none at all; {LeaseError} `cancelled`.
 */
export async function connectAll(
  chosen: readonly Account[],
  environment: Environment,
): Promise<Connected> {
  const tried = await Promise.all(
    chosen.map(async (account) => ({
      id: account.id,
      result: await connectOrFail(account, environment),
    })),
  );
  const connected: ProviderAccount[] = [];
  const failures = new Map<AccountId, CommandFailure>();
  for (const { id, result } of tried) {
    if (result instanceof CommandError) failures.set(id, result.failure);
    else connected.push(result);
  }
  const [failure] = failures.values();
  if (failure && connected.length === 0) throw new CommandError(failure);
  const { accounts, refused } = distinctAccounts(connected);
  return {
    accounts,
    failures: new Map<AccountId, CommandFailure | LeaseFailure>([...failures, ...refused]),
  };
}

async function connectOrFail(
  account: Account,
  environment: Environment,
): Promise<ProviderAccount | CommandError> {
  try {
    return await connect(account, environment);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

/** An account that can be talked to. Sends nothing. @throws {CommandError} for an unusable key or address. */
export async function connect(
  { id, keys }: Pick<Account, "id" | "keys">,
  environment: Environment,
  known: readonly ProviderDescriptor[] = providers,
): Promise<ProviderAccount> {
  return connectWith(id, await keys(), environment, known);
}

/** The same, with keys at hand. */
export function connectWith(
  id: AccountId,
  keys: AccountKeys,
  environment: Environment,
  known: readonly ProviderDescriptor[] = providers,
): ProviderAccount {
  const descriptor = descriptorOf(keys.provider, known);
  checkWorld(
    id,
    descriptor.addresses.map(({ name }) => keys[name]),
    environment,
  );
  try {
    const transport = nodeTransport({ tunnel: tunnelFromEnvironment(environment) });
    const addresses = namedIn(descriptor.addresses, keys);
    return descriptor.create(namedIn(descriptor.keys, keys), { account: id, addresses, transport });
  } catch (error) {
    if (!(error instanceof LeaseError) || error.failure.kind !== "bad-input") throw error;
    const { field, reason } = error.failure;
    const address = field === "proxy" || descriptor.addresses.some(({ name }) => name === field);
    throw new CommandError(
      {
        kind: address ? "usage" : "bad-credentials",
        reason: `Account ${id}: ${reason} Nothing was sent.`,
      },
      { cause: error },
    );
  }
}

/** In the sandbox's environment nothing else is reached: what is real must not go into the ledger of what is not. */
function checkWorld(
  id: AccountId,
  addresses: readonly (string | undefined)[],
  environment: Environment,
): void {
  const sandbox = sandboxIn(environment);
  if (sandbox === null || isAtSandbox(sandbox, addresses)) return;
  throw usage(
    `Account ${id} is not at the sandbox, and LEASELINE_SANDBOX_URL allows only accounts that are. Unset it to use the account. Nothing was sent.`,
  );
}
