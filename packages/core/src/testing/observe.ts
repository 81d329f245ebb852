import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { LeaseFailure } from "../errors/lease-failure.js";
import { LeaseError } from "../errors/lease-error.js";
import type { E164 } from "../domain/phone-number.js";
import type { Lease } from "../domain/lease.js";
import type { ProviderStage } from "./provider-harness.js";

/** The failure that a promise is rejected with. Fails for any error but a {@link LeaseError}, and for a secret in it. */
export async function failureFrom(
  promise: Promise<unknown>,
  { secrets }: ProviderStage,
): Promise<LeaseFailure> {
  const error: unknown = await promise.then(
    () => assert.fail("it was expected to fail"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof LeaseError)) throw error;
  const shown = inspect(error, { depth: 10, showHidden: true });
  for (const secret of secrets) assert.ok(!shown.includes(secret), "the error holds a secret");
  return error.failure;
}

/** Everything that comes, in one list. */
export async function collect<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** The lease of a number that has just been leased. */
export async function leaseOf({ provider }: ProviderStage, number: E164): Promise<Lease> {
  const outcome = await provider.lease(await provider.quote(number));
  assert.equal(outcome.kind, "committed", inspect(outcome));
  // Narrowed by hand: the assertion on the line above does not narrow.
  if (outcome.kind !== "committed") throw new Error("unreachable");
  return outcome.lease;
}
