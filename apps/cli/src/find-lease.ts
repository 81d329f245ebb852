import {
  type AccountId,
  type E164,
  type Lease,
  LeaseError,
  type LeaseFailure,
  failureOf,
  providerOf,
} from "@leaseline/core";
import { CommandError, type CommandFailure, errorOf, usage } from "./command-error.js";
import { type OpenClient, knownLists } from "./open-client.js";

/** A number, and the one account that is asked for it, where one was named. */
export interface Sought {
  readonly number: E164;
  readonly account: AccountId | undefined;
}

/**
 * The lease of a number, whichever account holds it.
 * @throws {LeaseError} `not-leased` when every account says so; {CommandError} for one that cannot be asked,
 * `no-account` where another machine's holds it, and `usage` where several do, as while a number moves from one to
 * another: nobody has said which is meant.
 */
export async function findLease(
  opened: OpenClient,
  wanted: Sought,
  signal: AbortSignal,
): Promise<Lease> {
  try {
    return leaseOf(await askedHere(opened, wanted.number, signal));
  } catch (error) {
    throw await unlessElsewhere(opened, wanted, error);
  }
}

/**
 * What was thrown, unless another machine holds the number with keys that this one does not have: then somebody does
 * hold it.
 */
export async function unlessElsewhere(
  { client, ledger }: OpenClient,
  { number, account: named }: Sought,
  error: unknown,
): Promise<unknown> {
  if (!LeaseError.isInstance(error) || error.failure.kind !== "not-leased") return error;
  // Nothing was asked about other accounts then.
  if (named !== undefined) return error;
  const here = new Set(client.accounts.map(({ identity }) => identity));
  const there = (await knownLists(ledger)).find(
    ({ identity, leases }) =>
      identity !== null &&
      !here.has(identity) &&
      leases.some(({ lease }) => lease.number === number),
  );
  if (!there) return error;
  const { account, identity } = there;
  const name = `${account} (${providerOf(identity)})`;
  return new CommandError(
    {
      kind: "no-account",
      reason: `The account ${name} holds it, as the ledger has it: “leaseline list” shows it. This machine does not have its keys, so nothing is done with it here. Nothing was sent.`,
    },
    { cause: error },
  );
}

/**
 * As {@link findLease}, of the accounts that are connected here alone, for what cannot be undone: one that could not be
 * asked may hold the number as well, and be the one that is meant.
 */
export async function leaseToGiveUp(
  opened: OpenClient,
  number: E164,
  signal: AbortSignal,
): Promise<Lease> {
  const { held, failure } = await askedHere(opened, number, signal);
  if (held && failure)
    throw usage(
      `It is held by ${held.account}, and not every account could be asked whether it holds it too. Say which one is meant with --account. Nothing was sent.`,
    );
  return leaseOf({ held, failure });
}

interface Asked {
  readonly held: Lease | undefined;
  /** Why one of them could not be asked. */
  readonly failure: LeaseFailure | CommandFailure | undefined;
}

function leaseOf({ held, failure }: Asked): Lease {
  if (held) return held;
  // An account that could not be asked may hold it.
  throw errorOf(failure ?? { kind: "not-leased" });
}

/** @throws {CommandError} `usage` where several accounts hold it. */
async function askedHere(
  { client, unreachable }: OpenClient,
  number: E164,
  signal: AbortSignal,
): Promise<Asked> {
  const answers = await Promise.all(
    client.accounts.map(({ id }) =>
      client.get(id, number, { signal }).catch((error: unknown) => ({
        kind: "failed" as const,
        failure: failureOf(error),
      })),
    ),
  );
  const [held, ...others] = answers.flatMap((answer) =>
    answer.kind === "owned" ? [answer.lease] : [],
  );
  if (held && others.length > 0) throw heldBy([held, ...others]);
  const failed = answers.find((answer) => answer.kind === "failed");
  const [failure] = unreachable.values();
  return { held, failure: failed?.failure ?? failure };
}

function heldBy(leases: readonly Lease[]): CommandError {
  const accounts = leases.map(({ account, state }) => `${account} (${state})`).join(" and ");
  return usage(
    `It is held by ${accounts}. Say which one is meant with --account. Nothing was sent.`,
  );
}
