import { describe, expect, it } from "vitest";
import { clockByHand } from "../../test/support/clock-by-hand.js";
import { failureOf } from "../../test/support/failure.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { open, providers } from "../../test/support/client-stage.js";
import { start, unclearStage } from "../../test/support/unclear-stage.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;

describe.each(providers)("an unknown outcome at $account", (setting) => {
  const { account, numbers } = setting;
  const number = numbers.plain;
  const { accounts, window, left, reads, states, claimed } = unclearStage(sandbox, setting);

  it("is given up only by a person, which frees the number", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    expect(await client.abandon(id)).toMatchObject({ state: "abandoned" });
    expect(await ledger.operations(open)).toEqual([]);
    expect(await client.lease(await client.quote(account, number))).toMatchObject({
      kind: "committed",
    });
  });

  it("is not given up where its account is not connected, but by saying that nobody has its keys", async () => {
    const openSession = start();
    const { ledger, client, id } = await left(openSession, { reset: "before" });
    await client.close();
    await ledger.close();
    const others = accounts().filter((one) => one.account !== account);
    const elsewhere = createLeaseClient({ accounts: others, ledger: openSession() });
    expect(await failureOf(elsewhere.abandon(id))).toMatchObject({
      kind: "not-connected",
      provider: account,
      by: { operation: id, account, holder: null },
    });
    expect(await elsewhere.operations(open)).toMatchObject([{ id, state: "unknown" }]);
    const withoutKeys = { withoutKeys: true };
    expect(await elsewhere.abandon(id, withoutKeys)).toMatchObject({ state: "abandoned" });
    // It is a person's word about what is open: what has ended is told as that.
    expect(await elsewhere.abandon(id)).toMatchObject({ state: "abandoned" });
  });

  it.each([
    ["claimed", "not-sent"],
    ["sent", "abandoned"],
    ["needs-attention", "abandoned"],
  ])(
    "is given up without keys also where it stayed %s, once whoever was at it has ended",
    async (before, after) => {
      const openSession = start();
      const ledger = openSession();
      const { id } = (await claimed(ledger)).operation;
      if (before !== "claimed") await ledger.record(id, { kind: "sent" });
      const failure = outcomeUnknown("not-seen");
      if (before === "needs-attention")
        for (const kind of ["unknown", before] as const) await ledger.record(id, { kind, failure });
      const others = accounts().filter((one) => one.account !== account);
      const elsewhere = createLeaseClient({ accounts: others, ledger: openSession() });
      const withoutKeys = { withoutKeys: true };
      expect(await failureOf(elsewhere.abandon(id, withoutKeys))).toMatchObject({
        kind: "in-progress",
        by: { account, holder: expect.stringContaining("process") },
      });
      await ledger.close();
      expect(await elsewhere.abandon(id, withoutKeys)).toMatchObject({ state: after });
      expect(await elsewhere.operations(open)).toEqual([]);
    },
  );

  it.each([
    ["stays given up when it would have been settled", "absent", "abandoned"],
    ["cannot be given up any more when it is settled", "abandoned", "absent"],
  ] as const)("%s in that moment", async (_what, asked, meanwhile) => {
    const ledger = start()();
    const { id } = (await claimed(ledger)).operation;
    await ledger.record(id, { kind: "sent" });
    await ledger.record(id, { kind: "unknown", failure: outcomeUnknown("not-seen") });
    const overtaken: Ledger = {
      ...ledger,
      record: async (operationId, event) => {
        if (event.kind === asked) await ledger.record(operationId, { kind: meanwhile });
        return ledger.record(operationId, event);
      },
    };
    const client = window(overtaken);
    const settled = asked === "absent" ? await client.reconcile() : [await client.abandon(id)];
    expect(settled).toMatchObject([{ id, state: meanwhile }]);
  });

  it("is waited for no longer than the signal says, and taken up again", async () => {
    const openSession = start();
    const ledger = openSession();
    const { operation } = await claimed(ledger);
    await ledger.record(operation.id, { kind: "sent" });
    await ledger.close();
    const other = openSession();
    const clock = clockByHand();
    const client = createLeaseClient({ accounts: accounts(), ledger: other, clock });
    const stop = new AbortController();
    control.hold(setting.getRequest);
    const waiting = client.reconcile({ signal: stop.signal });
    await expect.poll(async () => (await clock.pass(100), reads().length)).toBe(1);
    // It is let go only afterwards: whoever waited for the answer would wait for ever.
    stop.abort();
    expect(await waiting).toMatchObject([{ id: operation.id, state: "unknown" }]);
    control.letGo();
    // Nobody asks any more: what would be sent now is there before what is asked at the end.
    for (let minutes = 0; minutes < 60; minutes += 1) await clock.pass(60_000);
    await client.get(account, number);
    expect(reads()).toHaveLength(2);
  });

  it("is not another window's business while the one that sent it lives", async () => {
    const openSession = start();
    const { ledger, id } = await left(openSession, { reset: "before" });
    const before = await ledger.find(id);
    const other = openSession();
    expect(await failureOf(window(other).abandon(id))).toEqual({
      kind: "in-progress",
      by: {
        operation: id,
        account,
        holder: expect.stringContaining("process"),
        since: before?.startedAt,
      },
    });
    expect((await other.find(id))?.sender).toBe(before?.sender);
  });

  it.each(["absent", "abandoned"])(
    "is %s from another window while the one that sent it lives, where that has left it to a person",
    async (state) => {
      const openSession = start();
      const { ledger, id } = await left(openSession, { reset: "before" });
      await ledger.record(id, { kind: "needs-attention", failure: outcomeUnknown("not-seen") });
      const other = window(openSession());
      const settled = state === "absent" ? await other.reconcile() : [await other.abandon(id)];
      expect(settled).toMatchObject([{ id, state }]);
      expect(await ledger.operations(open)).toEqual([]);
    },
  );

  it("stays with the one that sent it while that lives, where only a damaged ledger doubts it", async () => {
    const openSession = start();
    const { ledger, id } = await left(openSession, { reset: "before" });
    await ledger.record(id, { kind: "needs-attention", failure: outcomeUnknown("ledger-damaged") });
    const other = window(openSession());
    expect(await other.reconcile()).toMatchObject([{ id, state: "needs-attention" }]);
    expect((await other.operations(open))[0]?.sender).toBe(ledger.session);
    expect(await failureOf(other.abandon(id))).toMatchObject({ kind: "in-progress" });
  });

  it("is settled once where two windows ask about what was left to a person", async () => {
    const openSession = start();
    const { ledger, client, id } = await left(openSession, { reset: "before" });
    await ledger.record(id, { kind: "needs-attention", failure: outcomeUnknown("not-seen") });
    const other = window(openSession());
    const ends = await Promise.all([client.reconcile(), other.reconcile()]);
    expect(ends.flat()).toMatchObject([{ state: "absent" }, { state: "absent" }]);
    const last = (await states(ledger, id)).slice(-2);
    expect(last).toEqual(["needs-attention", "absent"]);
  });

  it("is taken up by the next window when the one that sent it is gone", async () => {
    const openSession = start();
    const ledger = openSession();
    const { operation } = await claimed(ledger);
    await ledger.record(operation.id, { kind: "sent" });
    await ledger.close();
    const other = openSession();
    expect(await window(other).reconcile()).toMatchObject([{ id: operation.id, state: "absent" }]);
    expect(await states(other, operation.id)).toEqual(["sent", "unknown", "absent"]);
  });

  it("was never sent when its window went before", async () => {
    const openSession = start();
    const ledger = openSession();
    const { operation } = await claimed(ledger);
    await ledger.close();
    expect(await window(openSession()).reconcile()).toMatchObject([
      { id: operation.id, state: "not-sent", failure: { reason: "interrupted" } },
    ]);
  });

  it("waits for its account when that is not there", async () => {
    const openSession = start();
    const { ledger, client, id } = await left(openSession, { reset: "before" });
    await client.close();
    await ledger.close();
    const other = openSession();
    const nobody = createLeaseClient({ accounts: [], ledger: other, clock: quickClock() });
    const [waiting] = await nobody.reconcile();
    expect(waiting).toMatchObject({ id, state: "unknown" });
    expect(waiting && nobody.waysOut(waiting)).toEqual([
      { kind: "connect-account", mayCost: false },
    ]);
    expect(await window(other).reconcile()).toMatchObject([{ id, state: "absent" }]);
  });
});
