import { type E164, type Lease, failureOf } from "@leaseline/core";
import { errorOf } from "./command-error.js";
import type { OpenClient } from "./open-client.js";

/**
 * The lease of a number, whichever account holds it.
 * @throws {LeaseError} `not-leased` when every account says so; {CommandError} for one that cannot be asked.
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
  const owned = answers.find((answer) => answer.kind === "owned");
  if (owned) return owned.lease;
  // An account that could not be asked may hold it.
  const failed = answers.find((answer) => answer.kind === "failed");
  const [failure] = unreachable.values();
  throw errorOf(failed?.failure ?? failure ?? { kind: "not-leased" });
}
