import { expect } from "vitest";
import type { Lease } from "../../../src/domain/lease.js";
import type { Offer } from "../../../src/domain/offer.js";
import { LeaseError, failureOf } from "../../../src/errors/lease-error.js";
import type { Transport } from "../../../src/http/transport.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import type { ProviderAccount } from "../../../src/providers/provider-account.js";
import { sendLease, sendRelease } from "../../../src/testing/observe.js";
import { e164 } from "../../support/e164.js";
import type { Answer } from "./broken-answers.js";
import { expectHarmless } from "./promises.js";

export interface Truth {
  /** What the provider truly answers, to every kind of request, refusals included. */
  readonly texts: readonly string[];
  readonly offer: Offer;
  readonly held: Lease;
}

export async function truthOf(
  make: (transport: Transport) => ProviderAccount,
  number: Offer["number"],
): Promise<Truth> {
  const real = nodeTransport();
  const texts: string[] = [];
  const account = make(async (request) => {
    const response = await real(request);
    texts.push(Buffer.from(response.body).toString());
    return response;
  });
  const offer = await account.quote(number);
  const outcome = await sendLease(account, offer);
  if (outcome.kind !== "committed") throw new Error(`it is ${outcome.kind}`);
  await account.get(number);
  await listed(account);
  await sendLease(account, offer);
  await sendRelease(account, outcome.lease);
  await orFailure(account.quote(e164("+13055559999")));
  return { texts, offer, held: outcome.lease };
}

type Unclear = Exclude<
  Awaited<ReturnType<typeof sendLease | typeof sendRelease>>,
  { readonly kind: "committed" | "accepted" }
>;

/** A refusal only with a status of one; and nothing that was answered can have been unsent. */
export function expectClear(
  outcome: Unclear | { readonly kind: "accepted" },
  { status }: Answer,
): void {
  expect(["rejected", "unknown"]).toContain(outcome.kind);
  if (outcome.kind === "rejected") expect([400, 401, 402, 403, 404, 422]).toContain(status);
  if (outcome.kind !== "accepted") expectHarmless(outcome.failure);
}

/** What could be read, whatever could not. */
export async function listed(account: ProviderAccount): Promise<readonly Lease[]> {
  const all: Lease[] = [];
  for await (const { leases } of account.list()) all.push(...leases);
  return all;
}

/** Null for a failure in our own words. Any other error is a crash. */
export async function orFailure<Value>(promise: Promise<Value>): Promise<Value | null> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    expectHarmless(failureOf(error));
    return null;
  }
}
