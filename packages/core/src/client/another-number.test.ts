import { describe, expect, it } from "vitest";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { number, offer } from "../../test/support/order-stage.js";
import { soon } from "../../test/support/timing.js";
import type { E164 } from "../domain/phone-number.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { LeaseOutcome, ProviderAccount } from "../providers/provider-account.js";
import { createLeaseClient } from "./create-lease-client.js";

// Branded by its form; it begins as the one that is asked for.
const another = `${number}1` as E164;
const anothers = exampleLease({ account: "a", number: another });
const otherNumber = { kind: "no-answer", reason: "other-number" };
const lost: LeaseOutcome = { kind: "unknown", failure: outcomeUnknown("connection-lost") };

/** A provider that takes the number that is asked for as the beginning of others. */
function loose(changes: Partial<ProviderAccount> = {}, outcome: LeaseOutcome = lost) {
  const sent: string[] = [];
  const account = exampleAccount({
    quote: async () => offer,
    prepareLease: async (wanted) => ({
      send: async () => {
        sent.push(wanted.number);
        return outcome;
      },
    }),
    ...changes,
  });
  const timing = { ...soon, looksAfterMs: [0] };
  const client = createLeaseClient({ accounts: [account], ledger: memoryLedger(), timing });
  return { client, sent };
}

describe("an adapter's answer about another number than was asked for", () => {
  it("is no price, be it that of the number that is leased then", async () => {
    let asked = 0;
    const { client, sent } = loose({
      quote: async () => (++asked === 1 ? offer : { ...offer, number: another }),
    });
    const quote = await client.quote("a", number);
    expect(await failureOf(client.lease(quote))).toMatchObject(otherNumber);
    expect(await failureOf(client.quote("a", number))).toMatchObject(otherNumber);
    expect(sent).toEqual([]);
  });

  it("shows neither that the number is held nor what has become of a request", async () => {
    const { client } = loose({ get: async () => ({ kind: "owned", lease: anothers }) });
    expect(await failureOf(client.get("a", number))).toMatchObject(otherNumber);
    expect(await client.lease(await client.quote("a", number))).toMatchObject({ kind: "unknown" });
    expect(await client.reconcile()).toMatchObject([{ state: "absent", lease: null }]);
  });

  it("says nothing of an order", async () => {
    const { client } = loose(
      { follow: async () => ({ kind: "committed", lease: anothers }) },
      { kind: "accepted", order: "o1" },
    );
    expect(await client.lease(await client.quote("a", number))).toMatchObject({ kind: "accepted" });
    expect(await client.reconcile()).toMatchObject([{ state: "accepted", order: "o1" }]);
  });
});
