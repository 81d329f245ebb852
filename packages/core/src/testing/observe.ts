import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { UnclearReason } from "../errors/reasons.js";
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
export async function sendLease(
  provider: ProviderAccount,
  offer: Offer,
  options?: LeaseOptions,
): Promise<SentLease> {
  let knownOrder: string | null = null;
  const outcome = await sent(async () => {
    const prepared = await provider.prepareLease(offer, options);
    knownOrder = prepared.order ?? null;
    return prepared;
  });
  return { ...outcome, knownOrder };
}

/** `knownOrder` is the id of an order that was there before anything was sent. */
type SentLease = (LeaseOutcome | Unprepared) & { readonly knownOrder: string | null };

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

/** The lease of a number that has just been leased, or ordered and carried out. */
export async function leaseOf(
  stage: Pick<ProviderStage, "provider" | "fulfil">,
  number: E164,
): Promise<Lease> {
  return leaseFrom(
    stage,
    number,
    await sendLease(stage.provider, await stage.provider.quote(number)),
  );
}

/** What came of it, once its order was carried out if it was one. */
export async function leaseFrom(
  { provider, fulfil }: Pick<ProviderStage, "provider" | "fulfil">,
  number: E164,
  outcome: LeaseOutcome | Unprepared,
): Promise<Lease> {
  if (outcome.kind === "committed") return outcome.lease;
  if (outcome.kind !== "accepted") assert.fail(inspect(outcome));
  assert.ok(fulfil, "an order that the stage cannot carry out");
  fulfil();
  const ended = provider.follow
    ? await provider.follow(outcome.order, number)
    : await provider.get(number);
  if (ended.kind === "committed" || ended.kind === "owned") return ended.lease;
  assert.fail(inspect(ended));
}

/** Whether nobody knows what became of a lease. An order that was there before is followed all the same. */
export function isInDoubt(outcome: SentLease): boolean {
  return (
    outcome.kind === "unknown" ||
    (outcome.kind === "accepted" && outcome.order === outcome.knownOrder)
  );
}
