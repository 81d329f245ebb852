import { describe, expect, it } from "vitest";
import { createLeaseClient } from "../client/create-lease-client.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { following, lease, left, number, offer } from "../../test/support/order-stage.js";
import { quickClock } from "../../test/support/quick-clock.js";

const lost = {
  kind: "unknown",
  failure: { kind: "outcome-unknown", reason: "connection-lost", status: null, detail: null },
} as const;

const refused = { kind: "rejected", status: 200, reason: null, field: null } as const;
const inDoubt = {
  kind: "outcome-unknown",
  reason: "ledger-damaged",
  status: null,
  detail: null,
} as const;
const doubted = [
  { kind: "unknown", failure: inDoubt },
  { kind: "needs-attention", failure: inDoubt },
] as const;

describe.each(ledgerKinds)("an order, with a ledger $name", ({ start }) => {
  it("is looked at over 215 seconds, and stays accepted", async () => {
    const { account, asked } = following(() => ({ kind: "pending" }));
    const { client, clock } = await left(start(), account, [
      { kind: "sent" },
      { kind: "accepted", order: "o1" },
    ]);
    const beganMs = clock.monotonicMs();
    expect(await client.reconcile()).toMatchObject([{ state: "accepted", order: "o1" }]);
    expect(asked).toHaveLength(8);
    expect(clock.monotonicMs() - beganMs).toBe(215_000);
  });

  it("is followed by its id when the process died between its mark and its answer", async () => {
    const { account, asked } = following(() => ({ kind: "committed", lease }));
    const { client } = await left(start(), account, [{ kind: "sent", order: "o1" }]);
    expect(await client.reconcile()).toMatchObject([{ state: "committed", order: "o1" }]);
    expect(asked).toEqual(["o1"]);
  });

  it("is followed by its id when a ledger that lost something puts it in doubt", async () => {
    for (const [progress, state] of [
      [{ kind: "committed", lease }, "committed"],
      [{ kind: "pending" }, "accepted"],
      // It was never submitted: then lists tell.
      [{ kind: "rejected", failure: refused }, "absent"],
    ] as const) {
      const { account, asked } = following(() => progress);
      const { client } = await left(start(), account, [{ kind: "sent", order: "o1" }, ...doubted]);
      expect(await client.reconcile()).toMatchObject([{ state, order: "o1" }]);
      expect(new Set(asked)).toEqual(new Set(["o1"]));
    }
  });

  it("whose id was lost with the mark, and that cannot be searched for, is left to a person, who has a way out", async () => {
    const { account } = following(() => ({ kind: "pending" }));
    const { client } = await left(start(), account, [{ kind: "sent" }, ...doubted]);
    const [operation] = await client.reconcile();
    expect(operation).toMatchObject({ state: "needs-attention", order: null });
    const ways = operation ? client.waysOut(operation) : [];
    expect(ways.map(({ kind }) => kind)).toEqual(["ask-again", "give-up"]);
    expect(await client.abandon(operation?.id ?? "")).toMatchObject({ state: "abandoned" });
  });

  it("is none where the mark says so, whatever was lost since: then lists tell", async () => {
    const { account } = following(() => ({ kind: "pending" }));
    const { client } = await left(start(), account, [{ kind: "sent", order: null }, ...doubted]);
    expect(await client.reconcile()).toMatchObject([{ state: "absent" }]);
  });

  it("is found without its id when the answer to it was lost, and the number is never called absent", async () => {
    const { account, asked } = following(() => ({ kind: "committed", lease }), {
      findOrder: async () => ({ order: "o7" }),
    });
    const { client } = await left(start(), account, [{ kind: "sent" }, lost]);
    expect(await client.reconcile()).toMatchObject([
      { state: "committed", order: "o7", how: "seen" },
    ]);
    expect(asked).toEqual(["o7"]);
  });

  it("that was found without its id says nothing of the request when it is refused", async () => {
    let found: { readonly order: string } | null = { order: "anothers" };
    const { account } = following(
      () => {
        found = null;
        return { kind: "rejected", failure: refused };
      },
      {
        findOrder: async () => found,
        // Leased by the request whose answer was lost, while the order of somebody else stood.
        get: async () => (found ? { kind: "not-owned" } : { kind: "owned", lease }),
      },
    );
    const { client } = await left(start(), account, [{ kind: "sent" }, lost]);
    expect(await client.reconcile()).toMatchObject([{ state: "committed", how: "seen" }]);
  });

  it("that was found without its id says as little where it could not be written down before that an answer was lost", async () => {
    for (const [progress, told] of [
      [{ kind: "rejected", failure: refused }, { state: "absent" }],
      [
        { kind: "committed", lease },
        { state: "committed", how: "seen" },
      ],
    ] as const) {
      const ledger = start()();
      let isFull = true;
      const full: Ledger = {
        ...ledger,
        record: (id, event) =>
          isFull && event.kind === "unknown"
            ? Promise.reject(new LeaseError({ kind: "ledger-unavailable", reason: "full" }))
            : ledger.record(id, event),
      };
      let found: { readonly order: string } | null = { order: "anothers" };
      const progressOnce = () => {
        found = null;
        return progress;
      };
      const { account } = following(progressOnce, {
        quote: async () => offer,
        prepareLease: async () => ({ send: async () => lost }),
        findOrder: async () => {
          isFull = false;
          return found;
        },
      });
      const client = createLeaseClient({ accounts: [account], ledger: full, clock: quickClock() });
      expect(await client.lease(await client.quote("a", number))).toMatchObject({
        kind: "accepted",
      });
      await client.reconcile();
      expect(await client.operations()).toMatchObject([told]);
      await client.close();
    }
  });

  it("that cannot be searched for leaves the number for a person to look at", async () => {
    const { account } = following(() => ({ kind: "pending" }), {
      findOrder: () => Promise.reject(new Error("no")),
    });
    const { client } = await left(start(), account, [{ kind: "sent" }, lost]);
    const [operation] = await client.reconcile();
    expect(operation).toMatchObject({ state: "needs-attention" });
    expect(operation && client.waysOut(operation)).toEqual([
      { kind: "ask-again", mayCost: false },
      { kind: "give-up", mayCost: true },
    ]);
  });
});
