import { type E164, type Lease, type LeaseClient, LeaseError, failureOf } from "@leaseline/core";

/** The lease of a number, whichever account holds it. @throws {LeaseError} `not-leased` when every account says so. */
export async function findLease(
  client: LeaseClient,
  number: E164,
  signal: AbortSignal,
): Promise<Lease> {
  const answers = await Promise.all(
    client.accounts.map(({ account }) =>
      client.get(account, number, { signal }).catch((error: unknown) => ({
        kind: "failed" as const,
        failure: failureOf(error),
      })),
    ),
  );
  const owned = answers.find((answer) => answer.kind === "owned");
  if (owned) return owned.lease;
  // An account that could not be asked may hold it.
  const failed = answers.find((answer) => answer.kind === "failed");
  throw new LeaseError(failed?.failure ?? { kind: "not-leased" });
}
