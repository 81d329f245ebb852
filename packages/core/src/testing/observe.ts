import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { LeaseFailure, UnclearReason } from "../errors/lease-failure.js";
import { LeaseError } from "../errors/lease-error.js";
import type { E164 } from "../domain/phone-number.js";
import type { Lease } from "../domain/lease.js";
import type { Offer } from "../domain/offer.js";
import type {
  LeaseOptions,
  LeaseOutcome,
  LeasePage,
  OfferPage,
  Prepared,
  ProviderAccount,
  ReleaseOutcome,
} from "../providers/provider-account.js";
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

/** Why what came back is no clear answer; null for a failure of another kind. */
export function reasonOf(failure: LeaseFailure): UnclearReason | null {
  return failure.kind === "outcome-unknown" || failure.kind === "no-answer" ? failure.reason : null;
}

/** Every offer of a search, all of it read. */
export async function offersIn(pages: AsyncIterable<OfferPage>): Promise<Offer[]> {
  const all: Offer[] = [];
  for await (const { offers, unread } of pages) {
    assert.deepEqual(unread, []);
    all.push(...offers);
  }
  return all;
}

/** Every lease of a list, all of it read. */
export async function leasesIn(pages: AsyncIterable<LeasePage>): Promise<Lease[]> {
  const all: Lease[] = [];
  for await (const { leases, unread } of pages) {
    assert.deepEqual(unread, []);
    all.push(...leases);
  }
  return all;
}

/** What becomes of a lease, or why it could not be made ready. */
export function sendLease(
  provider: ProviderAccount,
  offer: Offer,
  options?: LeaseOptions,
): Promise<LeaseOutcome | Unprepared> {
  return sent(() => provider.prepareLease(offer, options));
}

/** What becomes of a release, or why it could not be made ready. */
export function sendRelease(
  provider: ProviderAccount,
  lease: Lease,
): Promise<ReleaseOutcome | Unprepared> {
  return sent(() => provider.prepareRelease(lease));
}

interface Unprepared {
  readonly kind: "unprepared";
  readonly failure: LeaseFailure;
}

async function sent<Outcome>(
  prepare: () => Promise<Prepared<Outcome>>,
): Promise<Outcome | Unprepared> {
  let prepared;
  try {
    prepared = await prepare();
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    return { kind: "unprepared", failure: error.failure };
  }
  return prepared.send();
}

/** The lease of a number that has just been leased. */
export async function leaseOf(
  { provider }: Pick<ProviderStage, "provider">,
  number: E164,
): Promise<Lease> {
  const outcome = await sendLease(provider, await provider.quote(number));
  assert.equal(outcome.kind, "committed", inspect(outcome));
  // Narrowed by hand: the assertion on the line above does not narrow.
  if (outcome.kind !== "committed") throw new Error("unreachable");
  return outcome.lease;
}
