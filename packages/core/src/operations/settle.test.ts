import { type Fault } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { soon } from "../../test/support/timing.js";
import { timerByHand } from "../../test/support/timer-by-hand.js";
import { open, page, providers } from "../../test/support/client-stage.js";
import { start, unclearStage } from "../../test/support/unclear-stage.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import type { Ledger } from "../ledger/ledger.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;

describe.each(providers)("what becomes of an unknown outcome at $account", (setting) => {
  const { account, numbers } = setting;
  const number = numbers.plain;
  const { accounts, window, left, reads, states, claimed } = unclearStage(sandbox, setting);
  const confirm = number.slice(-4);

  it("is a lease, when the account is seen to hold the number", async () => {
    const ledger = start()();
    const client = window(ledger);
    const quote = await client.quote(account, number);
    control.hold(setting.leaseRequest);
    control.fault(setting.leaseRequest, { reset: "after" });
    const leasing = client.lease(quote);
    // Only now: reading the price and looking at the number are the same request at one of the two.
    await expect.poll(() => control.writes()[setting.leaseRequest].received).toBe(1);
    control.fault(setting.getRequest, { ...page, times: "always" });
    control.fault(setting.listRequest, { ...page, times: "always" });
    control.letGo();
    const { id } = (await leasing).operation;
    await client.reconcile();
    control.clearFaults();
    await client.reconcile();
    expect(await states(ledger, id)).toEqual(["sent", "unknown", "needs-attention", "committed"]);
    expect(control.writes()[setting.leaseRequest]).toEqual({ received: 1, committed: 1 });
  });

  it("is absent only when two complete lists agree that were read as far apart as reads may lag", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    const before = reads().length;
    const [operation] = await client.reconcile();
    expect(operation).toMatchObject({ id, state: "absent", failure: { kind: "outcome-unknown" } });
    // At 0, 2, 6, 14 and 30 s, which prove nothing yet; and the whole list at 60 and 120 s.
    expect(reads().length - before).toBeGreaterThanOrEqual(9);
    // More where a read by number was not answered in time: then the list is looked into earlier, too.
    const lists = reads().filter(({ operation }) => operation === setting.listRequest).length;
    expect(lists).toBeGreaterThanOrEqual(account === "sinch" ? 6 : 2);
    expect(await ledger.operations(open)).toEqual([]);
    expect(control.writes()[setting.leaseRequest].received).toBe(1);
  });

  it("is committed by a late lease, while it is being asked about", async () => {
    const ledger = start()();
    const limit = timerByHand();
    const client = createLeaseClient({
      accounts: accounts({ timeoutMs: limit.ms }),
      ledger,
      timing: { ...soon, onItsWayMs: 20_000, looksAfterMs: [0, 100, 200, 400, 800, 1600, 3200] },
    });
    const quote = await client.quote(account, number);
    control.hold(setting.leaseRequest);
    const leasing = client.lease(quote);
    await expect.poll(() => control.writes()[setting.leaseRequest].received).toBe(1);
    limit.end();
    const settled = await leasing;
    expect(settled).toMatchObject({ kind: "unknown", failure: { reason: "timed-out" } });
    const reconciled = client.reconcile();
    const before = reads().length;
    await expect.poll(() => reads().length).toBeGreaterThan(before);
    // The work is done after the client has given up.
    control.letGo();
    await reconciled;
    expect(await ledger.find(settled.operation.id)).toMatchObject({
      state: "committed",
      lease: { number, account },
    });
    expect(control.charges(account)).toHaveLength(1);
  });

  it("needs a person when no read gives a clear answer", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    control.fault(setting.getRequest, { ...page, times: "always" });
    control.fault(setting.listRequest, { ...page, times: "always" });
    await client.reconcile();
    expect(await ledger.find(id)).toMatchObject({
      state: "needs-attention",
      failure: { kind: "no-answer", reason: "not-json" },
    });
    expect(await ledger.operations(open)).toHaveLength(1);
  });

  it("is never absent while the list cannot be read, whatever is said of the number by itself", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    control.fault(setting.listRequest, { ...page, times: "always" });
    await client.reconcile();
    expect(await ledger.find(id)).toMatchObject({ state: "needs-attention" });
  });

  it("is not called absent within 16 minutes of a process that died with its request", async () => {
    const openSession = start();
    const ledger = openSession();
    const { operation } = await claimed(ledger);
    await ledger.record(operation.id, { kind: "sent" });
    await ledger.close();
    const clock = quickClock();
    const client = createLeaseClient({ accounts: accounts(), ledger: openSession(), clock });
    const told: number[] = [];
    client.onChange(({ state }) => {
      if (state === "absent") told.push(clock.monotonicMs());
    });
    await client.reconcile();
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThanOrEqual(16 * 60_000);
  });

  it("is settled after all when it is asked about again", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    control.fault(setting.getRequest, { ...page, times: "always" });
    control.fault(setting.listRequest, { ...page, times: "always" });
    await client.reconcile();
    control.clearFaults();
    await client.reconcile();
    expect(await states(ledger, id)).toEqual(["sent", "unknown", "needs-attention", "absent"]);
  });

  it("needs a person at once when it may not look any more", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    const refused = { status: 403, body: setting.refusal, times: "always" } as const;
    control.fault(setting.getRequest, refused);
    control.fault(setting.listRequest, refused);
    const before = reads().length;
    await client.reconcile();
    expect(await ledger.find(id)).toMatchObject({
      state: "needs-attention",
      failure: { kind: "forbidden" },
    });
    // One, and perhaps one that had begun before.
    expect(reads().length - before).toBeLessThanOrEqual(2);
  });

  it("is nobody's to ask about who has another account under the same name", async () => {
    const openSession = start();
    const { ledger, client, id } = await left(openSession, { reset: "before" });
    await client.close();
    await ledger.close();
    const other = openSession();
    const before = reads().length;
    const stranger = window(other, { apiKey: "another", projectId: "another" });
    expect(await stranger.reconcile()).toMatchObject([{ id, state: "unknown" }]);
    expect(reads().length).toBe(before);
    // The number stays with it, whatever account wants it.
    const standing = stranger.standing({ kind: "lease", account, number });
    expect(await failureOf(standing)).toMatchObject({
      kind: "in-progress",
      by: { operation: id, holder: null },
    });
  });

  it("leads to another lease of the same number when a person wants it", async () => {
    const { client } = await left(start(), { reset: "before" });
    await client.reconcile();
    const again = await client.lease(await client.quote(account, number));
    expect(again.kind).toBe("committed");
    expect(control.charges(account)).toHaveLength(1);
  });

  describe("of a release", () => {
    const released = async (openSession: () => Ledger, fault: Fault) => {
      const ledger = openSession();
      const client = window(ledger);
      const settled = await client.lease(await client.quote(account, number));
      if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
      control.fault(setting.releaseRequest, fault);
      return { ledger, client, settled: await client.release(settled.lease, { confirm }) };
    };

    it("is done, when the number is gone or on its way", async () => {
      const { ledger, client, settled } = await released(start(), { reset: "after" });
      await client.reconcile();
      const operation = await ledger.find(settled.operation.id);
      expect(operation).toMatchObject({ kind: "release", state: "committed", lease: { number } });
      expect(operation?.lease?.state).toBe(account === "sinch" ? "releasing" : "released");
      expect(control.writes()[setting.releaseRequest].received).toBe(1);
    });

    it("is not done while the list cannot be read, whatever is said of the number by itself", async () => {
      const { ledger, client, settled } = await released(start(), { reset: "before" });
      control.takeAway(number);
      control.fault(setting.listRequest, { ...page, times: "always" });
      await client.reconcile();
      expect(await ledger.find(settled.operation.id)).toMatchObject({ state: "needs-attention" });
      control.clearFaults();
      await client.reconcile();
      expect(await ledger.find(settled.operation.id)).toMatchObject({
        state: "committed",
        how: "seen",
      });
    });

    it("is absent when the number is still leased after the settle time", async () => {
      const { ledger, client, settled } = await released(start(), { reset: "before" });
      await client.reconcile();
      expect(await ledger.find(settled.operation.id)).toMatchObject({ state: "absent" });
      expect(control.owned(account)).toEqual([number]);
    });
  });
});
