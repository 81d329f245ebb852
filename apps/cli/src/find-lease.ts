import { type E164, type Lease, failureOf } from "@leaseline/core";
import { CommandError, errorOf } from "./command-error.js";
import type { OpenClient } from "./open-client.js";

/**
 * The lease of a number, whichever account holds it.
 * @throws {LeaseError} `not-leased` when every account says so; {CommandError} for one that cannot be asked, and
 * `usage` where several hold it, as while a number moves from one to another: nobody has said which is meant.
 */
export async function findLease(
  { client, unreachable }: OpenClient,
  number: E164,
  signal: AbortSignal,
): Promise<Lease> {
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
  if (held) return held;
  // An account that could not be asked may hold it.
  const failed = answers.find((answer) => answer.kind === "failed");
  const [failure] = unreachable.values();
  throw errorOf(failed?.failure ?? failure ?? { kind: "not-leased" });
}

function heldBy(leases: readonly Lease[]): CommandError {
  const accounts = leases.map(({ account, state }) => `${account} (${state})`).join(" and ");
  return new CommandError({
    kind: "usage",
    reason: `It is held by ${accounts}. Say which one is meant with --account. Nothing was sent.`,
  });
}
