import { describe, expect, it } from "vitest";
import { createLeaseClient } from "../client/create-lease-client.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { following, lease, left, number, offer } from "../../test/support/order-stage.js";
import { quickClock } from "../../test/support/quick-clock.js";

describe.each(ledgerKinds)("an order that was accepted, with a ledger $name", ({ start }) => {
  const carriedOut = () =>
    following(() => ({ kind: "committed", lease }), {
      quote: async () => offer,
      prepareLease: async () => ({ send: async () => ({ kind: "accepted", order: "o1" }) }),
    });

  it("is followed while nobody waits for it", async () => {
    const { account, asked } = carriedOut();
    const client = createLeaseClient({
      accounts: [account],
      ledger: start()(),
      clock: quickClock(),
    });
    expect(await client.lease(await client.quote("a", number))).toMatchObject({ kind: "accepted" });
    await expect.poll(() => client.operations()).toMatchObject([{ state: "committed" }]);
    expect(asked).toEqual(["o1"]);
    await client.close();
  });

  it("is followed from when somebody wants the same, where nobody does so any more", async () => {
    const { account, asked } = carriedOut();
    const { client } = await left(start(), account, [
      { kind: "sent" },
      { kind: "accepted", order: "o1" },
    ]);
    expect(await client.lease(await client.quote("a", number))).toMatchObject({ kind: "accepted" });
    await expect.poll(() => client.operations()).toMatchObject([{ state: "committed" }]);
    expect(asked).toEqual(["o1"]);
    await client.close();
  });

  it("is not carried out by a lease of the number that has ended, where only the number can be looked at", async () => {
    for (const [current, told] of [
      ["released", "accepted"],
      ["active", "committed"],
    ] as const) {
      const account = exampleAccount({
        get: async () => ({ kind: "owned", lease: { ...lease, state: current } }),
      });
      const { client } = await left(start(), account, [
        { kind: "sent" },
        { kind: "accepted", order: "o1" },
      ]);
      expect(await client.reconcile()).toMatchObject([{ state: told }]);
    }
  });
});
