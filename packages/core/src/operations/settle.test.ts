import { type Fault, specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { toE164 } from "../domain/phone-number.js";
import { nodeTransport } from "../node/node-transport.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";
import { type Operation, openStates } from "../ledger/operation.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { soon } from "../../test/support/timing.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const transport = nodeTransport();
const [, { start }] = ledgerKinds as [unknown, (typeof ledgerKinds)[number]];
const open = { states: openStates };
const page = { status: 200, contentType: "text/html", body: "<html>" } as const;

describe.each([
  {
    provider: "contiguity",
    account: "c",
    number: e164(specialNumbers.contiguity.plain),
    lease: "contiguity.lease",
    release: "contiguity.terminate",
    get: "contiguity.get",
    list: "contiguity.leased",
    refusal: { object: "error", data: { error: "No.", status: 403 } },
  },
  {
    provider: "sinch",
    account: "s",
    number: e164(specialNumbers.sinch.plain),
    lease: "sinch.rent",
    release: "sinch.release",
    get: "sinch.get",
    list: "sinch.list",
    refusal: { error: { code: 403, message: "No.", status: "PERMISSION_DENIED" } },
  },
] as const)("what becomes of an unknown outcome at $provider", (setting) => {
  const { provider, account, number } = setting;
  const confirm = number.slice(-4);
  const accounts = (
    changes: {
      readonly apiKey?: string;
      readonly projectId?: string;
      readonly timeoutMs?: number;
    } = {},
  ) => {
    const { apiKey = sandbox.contiguity.apiKey, projectId = sandbox.sinch.projectId } = changes;
    const options = { transport, timeoutMs: changes.timeoutMs ?? 20_000 };
    return [
      contiguityProvider({ ...sandbox.contiguity, ...options, account: "c", apiKey }),
      sinchProvider({ ...sandbox.sinch, ...options, account: "s", projectId }),
    ];
  };
  const window = (ledger: Ledger, changes?: Parameters<typeof accounts>[0]) =>
    createLeaseClient({ accounts: accounts(changes), ledger, clock: quickClock() });
  /** A lease that was sent by a window which is gone, with what the provider made of it. */
  const left = async (openSession: () => Ledger, fault: Fault) => {
    const ledger = openSession();
    const client = window(ledger);
    const quote = await client.quote(account, number);
    control.fault(setting.lease, fault);
    const { id } = (await client.lease(quote)).operation;
    return { ledger, client, id };
  };
  const reads = () =>
    control
      .requests()
      .filter(({ operation }) => operation === setting.get || operation === setting.list);
  const states = async (ledger: Ledger, id: string) =>
    (await ledger.history(id)).map(({ event }) => event.kind);

  it("is a lease, when the account is seen to hold the number", async () => {
    const ledger = start()();
    const client = window(ledger);
    const quote = await client.quote(account, number);
    control.fault(setting.lease, { reset: "after", delayMs: 200 });
    const leasing = client.lease(quote);
    // Only now: reading the price and looking at the number are the same request at one of the two.
    await expect.poll(() => control.writes()[setting.lease].received).toBe(1);
    control.fault(setting.get, { ...page, times: "always" });
    control.fault(setting.list, { ...page, times: "always" });
    const { id } = (await leasing).operation;
    await client.reconcile();
    control.clearFaults();
    await client.reconcile();
    expect(await states(ledger, id)).toEqual(["sent", "unknown", "needs-attention", "committed"]);
    expect(control.writes()[setting.lease]).toEqual({ received: 1, committed: 1 });
  });

  it("is absent only when two complete lists agree that were read as far apart as reads may lag", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    const before = reads().length;
    const [operation] = await client.reconcile();
    expect(operation).toMatchObject({ id, state: "absent", failure: { kind: "outcome-unknown" } });
    // At 0, 2, 6, 14 and 30 s, which prove nothing yet; and the whole list at 60 and 120 s.
    expect(reads().length - before).toBeGreaterThanOrEqual(9);
    expect(reads().filter(({ operation }) => operation === setting.list)).toHaveLength(
      provider === "sinch" ? 6 : 2,
    );
    expect(await ledger.operations(open)).toEqual([]);
    expect(control.writes()[setting.lease].received).toBe(1);
  });

  it("is committed by a late lease, while it is being asked about", async () => {
    const ledger = start()();
    const client = createLeaseClient({
      accounts: accounts({ timeoutMs: 2000 }),
      ledger,
      timing: { ...soon, onItsWayMs: 6400, looksAfterMs: [0, 100, 200, 400, 800, 1600, 3200] },
    });
    const quote = await client.quote(account, number);
    // The work is done after the client has given up.
    control.fault(setting.lease, { delayMs: 2500 });
    const settled = await client.lease(quote);
    expect(settled).toMatchObject({ kind: "unknown", failure: { reason: "timed-out" } });
    await client.reconcile();
    expect(await ledger.find(settled.operation.id)).toMatchObject({
      state: "committed",
      lease: { number, account },
    });
    expect(control.charges(provider)).toHaveLength(1);
  });

  it("needs a person when no read gives a clear answer", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    control.fault(setting.get, { ...page, times: "always" });
    control.fault(setting.list, { ...page, times: "always" });
    await client.reconcile();
    expect(await ledger.find(id)).toMatchObject({
      state: "needs-attention",
      failure: { kind: "no-answer", reason: "not-json" },
    });
    expect(await ledger.operations(open)).toHaveLength(1);
  });

  it("is never absent while the list cannot be read, whatever is said of the number by itself", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    control.fault(setting.list, { ...page, times: "always" });
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
    control.fault(setting.get, { ...page, times: "always" });
    control.fault(setting.list, { ...page, times: "always" });
    await client.reconcile();
    control.clearFaults();
    await client.reconcile();
    expect(await states(ledger, id)).toEqual(["sent", "unknown", "needs-attention", "absent"]);
  });

  it("needs a person at once when it may not look any more", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    const refused = { status: 403, body: setting.refusal, times: "always" } as const;
    control.fault(setting.get, refused);
    control.fault(setting.list, refused);
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
    expect(await failureOf(standing)).toEqual({ kind: "in-progress" });
  });

  it("is given up only by a person, which frees the number", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    expect(await client.abandon(id)).toMatchObject({ state: "abandoned" });
    expect(await ledger.operations(open)).toEqual([]);
    expect(await client.lease(await client.quote(account, number))).toMatchObject({
      kind: "committed",
    });
  });

  it("stays given up when it would have been settled in that moment", async () => {
    const ledger = start()();
    const { id } = (await claimed(ledger)).operation;
    await ledger.record(id, { kind: "sent" });
    await ledger.record(id, { kind: "unknown", failure: outcomeUnknown("not-seen") });
    const givenUp: Ledger = {
      ...ledger,
      record: async (operationId, event) => {
        if (event.kind === "absent") await ledger.record(operationId, { kind: "abandoned" });
        return ledger.record(operationId, event);
      },
    };
    expect(await window(givenUp).reconcile()).toMatchObject([{ id, state: "abandoned" }]);
  });

  it("cannot be given up any more when it is settled in that moment", async () => {
    const ledger = start()();
    const { id } = (await claimed(ledger)).operation;
    await ledger.record(id, { kind: "sent" });
    await ledger.record(id, { kind: "unknown", failure: outcomeUnknown("not-seen") });
    const settled: Ledger = {
      ...ledger,
      record: async (operationId, event) => {
        if (event.kind === "abandoned") await ledger.record(operationId, { kind: "absent" });
        return ledger.record(operationId, event);
      },
    };
    expect(await window(settled).abandon(id)).toMatchObject({ id, state: "absent" });
  });

  it("is waited for no longer than the signal says, and taken up again", async () => {
    const openSession = start();
    const ledger = openSession();
    const { operation } = await claimed(ledger);
    await ledger.record(operation.id, { kind: "sent" });
    await ledger.close();
    const other = openSession();
    const client = createLeaseClient({ accounts: accounts(), ledger: other });
    control.latency(100, setting.get);
    const before = performance.now();
    const told = await client.reconcile({ signal: AbortSignal.timeout(300) });
    expect(performance.now() - before).toBeLessThan(2000);
    expect(told).toMatchObject([{ id: operation.id, state: "unknown" }]);
    // Nobody asks any more.
    const asked = reads().length;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(reads().length).toBe(asked);
  });

  it("is not another window's business while the one that sent it lives", async () => {
    const openSession = start();
    const { ledger, id } = await left(openSession, { reset: "before" });
    const before = await ledger.find(id);
    const other = openSession();
    expect(await failureOf(window(other).abandon(id))).toEqual({ kind: "in-progress" });
    expect((await other.find(id))?.sender).toBe(before?.sender);
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
    expect(waiting && nobody.waysOut(waiting)).toMatchObject([
      { kind: "connect-account", mayCost: false },
      { kind: "give-up", mayCost: true },
    ]);
    expect(await window(other).reconcile()).toMatchObject([{ id, state: "absent" }]);
  });

  it("leads to another lease of the same number when a person wants it", async () => {
    const { client } = await left(start(), { reset: "before" });
    await client.reconcile();
    const again = await client.lease(await client.quote(account, number));
    expect(again.kind).toBe("committed");
    expect(control.charges(provider)).toHaveLength(1);
  });

  describe("of a release", () => {
    const released = async (openSession: () => Ledger, fault: Fault) => {
      const ledger = openSession();
      const client = window(ledger);
      const settled = await client.lease(await client.quote(account, number));
      if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
      control.fault(setting.release, fault);
      return { ledger, client, settled: await client.release(settled.lease, { confirm }) };
    };

    it("is done, when the number is gone or on its way", async () => {
      const { ledger, client, settled } = await released(start(), { reset: "after" });
      await client.reconcile();
      const operation = await ledger.find(settled.operation.id);
      expect(operation).toMatchObject({ kind: "release", state: "committed", lease: { number } });
      expect(operation?.lease?.state).toBe(provider === "sinch" ? "releasing" : "released");
      expect(control.writes()[setting.release].received).toBe(1);
    });

    it("is not done while the list cannot be read, whatever is said of the number by itself", async () => {
      const { ledger, client, settled } = await released(start(), { reset: "before" });
      control.takeAway(number);
      control.fault(setting.list, { ...page, times: "always" });
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
      expect(control.owned(provider)).toEqual([number]);
    });
  });

  const claimed = async (ledger: Ledger): Promise<{ operation: Operation }> => {
    const [identity] = accounts().flatMap((one) => (one.account === account ? one.identity : []));
    if (!identity) throw new Error("there is no such account");
    const wish = { account, identity, number, key: null, price: null, lease: null };
    const claim = await ledger.claim({ ...wish, kind: "lease" });
    if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
    return claim;
  };
});

describe("a sweep", () => {
  const number = e164(specialNumbers.contiguity.plain);
  const account = () => contiguityProvider({ ...sandbox.contiguity, account: "c", transport });
  const window = (ledger: Ledger) =>
    createLeaseClient({ accounts: [account()], ledger, clock: quickClock() });

  it("finds what was leased elsewhere since the account was first read", async () => {
    const client = window(start()());
    control.leaseMany({ provider: "contiguity", count: 2 });
    expect((await client.sweep()).elsewhere).toEqual([]);
    const other = window(start()());
    await other.lease(await other.quote("c", number));
    expect((await client.sweep()).elsewhere).toMatchObject([{ number }]);
    expect((await other.sweep()).elsewhere).toEqual([]);
  });

  it("makes a lease of what was taken for absent, and is there", async () => {
    const ledger = start()();
    const client = window(ledger);
    control.fault("contiguity.lease", { reset: "before" });
    const { operation } = await client.lease(await client.quote("c", number));
    await client.reconcile();
    expect(await ledger.find(operation.id)).toMatchObject({ state: "absent" });
    // The request that was taken for lost arrives after all.
    const { baseUrl, apiKey } = sandbox.contiguity;
    await fetch(`${baseUrl}/numbers/lease/${encodeURIComponent(number)}`, {
      method: "POST",
      headers: { authorization: `Token ${apiKey}`, "content-type": "application/json" },
      body: "{}",
    });
    const { revised, elsewhere } = await client.sweep();
    expect(revised).toMatchObject([{ id: operation.id, state: "committed", lease: { number } }]);
    expect(elsewhere).toEqual([]);
    expect((await client.spending()).running).toMatchObject([{ currency: "USD" }]);
  });

  it("says which account it could not read, and concludes nothing about it", async () => {
    const ledger = start()();
    const client = window(ledger);
    control.leaseMany({ provider: "contiguity", count: 2 });
    await client.sweep();
    control.fault("contiguity.leased", { ...page, times: "always" });
    const { failed } = await client.sweep();
    expect([...failed.keys()]).toEqual(["c"]);
    const [list] = await ledger.lists();
    expect(list?.leases).toHaveLength(2);
  });

  it("does not believe an old list over what has happened since", async () => {
    const ledger = start()();
    const client = window(ledger);
    control.latency(150, "contiguity.leased");
    const sweep = client.sweep();
    await client.lease(await client.quote("c", number));
    await sweep;
    const [list] = await ledger.lists();
    expect(list?.leases).toMatchObject([{ origin: "here", lease: { number } }]);
  });
});

it("tells of each step that this client takes, whatever its listeners do", async () => {
  const account = contiguityProvider({ ...sandbox.contiguity, account: "c", transport });
  const client = createLeaseClient({ accounts: [account], ledger: start()() });
  const told: string[] = [];
  const stop = client.onChange(({ state }) => told.push(state));
  client.onChange(() => {
    throw new Error("a listener that fails");
  });
  const number = e164(specialNumbers.contiguity.plain);
  const settled = await client.lease(await client.quote("c", number));
  expect(settled.kind).toBe("committed");
  stop();
  await client.release(exampleLease({ account: "c", number }), { confirm: number.slice(-4) });
  expect(told).toEqual(["claimed", "sent", "committed"]);
});

function e164(text: string) {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
