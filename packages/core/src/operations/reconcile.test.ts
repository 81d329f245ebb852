import { type Fault, specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { toE164 } from "../domain/phone-number.js";
import { nodeTransport } from "../node/node-transport.js";
import { createLeaseClient } from "../lease-client.js";
import type { Ledger } from "../ledger/ledger.js";
import { type Operation, openStates } from "../ledger/operation.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

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
  },
  {
    provider: "sinch",
    account: "s",
    number: e164(specialNumbers.sinch.plain),
    lease: "sinch.rent",
    release: "sinch.release",
    get: "sinch.get",
    list: "sinch.list",
  },
] as const)("what becomes of an unknown outcome at $provider", (setting) => {
  const { provider, account, number } = setting;
  const confirm = number.slice(-4);
  const accounts = (changes: { readonly apiKey?: string; readonly keySecret?: string } = {}) => {
    const { apiKey = sandbox.contiguity.apiKey, keySecret = sandbox.sinch.keySecret } = changes;
    const options = { transport, timeoutMs: 400 };
    return [
      contiguityProvider({ ...sandbox.contiguity, account: "c", ...options, apiKey }),
      sinchProvider({ ...sandbox.sinch, account: "s", ...options, keySecret }),
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

  it("is absent only after the settle time, when two reads agree", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    const before = reads().length;
    const [operation] = await client.reconcile();
    expect(operation).toMatchObject({ id, state: "absent", failure: { kind: "outcome-unknown" } });
    // At 0, 2, 6, 14 and 30 s, which prove nothing yet, and at 60 and 65 s.
    expect(reads().length - before).toBeGreaterThanOrEqual(7);
    expect(await ledger.operations(open)).toEqual([]);
    expect(control.writes()[setting.lease].received).toBe(1);
  });

  it("is committed by a late lease, while it is being asked about", async () => {
    const looksAfterMs = [0, 100, 200, 400, 800, 1600, 3200, 6400, 6500];
    const ledger = start()();
    const client = createLeaseClient({
      accounts: accounts(),
      ledger,
      timing: { settleMs: 6400, looksAfterMs },
    });
    const quote = await client.quote(account, number);
    // The work is done after the client has given up.
    control.fault(setting.lease, { delayMs: 800 });
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

  it("is settled after all when it is asked about again", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    control.fault(setting.get, { ...page, times: "always" });
    control.fault(setting.list, { ...page, times: "always" });
    await client.reconcile();
    control.clearFaults();
    await client.reconcile();
    expect(await states(ledger, id)).toEqual(["sent", "unknown", "needs-attention", "absent"]);
  });

  it("needs a person at once when the key is no longer accepted", async () => {
    const openSession = start();
    const { ledger, id } = await left(openSession, { reset: "before" });
    await ledger.close();
    const wrong = "contiguity_sk_wrong";
    const stranger = window(openSession(), { apiKey: wrong, keySecret: wrong });
    const before = reads().length;
    // Where the key is all that tells the account, another one is another account: it is not asked.
    expect(await stranger.reconcile()).toMatchObject([
      provider === "contiguity"
        ? { id, state: "unknown" }
        : { id, state: "needs-attention", failure: { kind: "unauthorized" } },
    ]);
    // One, and perhaps one that the window which is gone had begun.
    expect(reads().length - before).toBeLessThanOrEqual(3);
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
    const failure = {
      kind: "outcome-unknown",
      reason: "not-seen",
      status: null,
      detail: null,
    } as const;
    await ledger.record(id, { kind: "unknown", failure });
    const settled: Ledger = {
      ...ledger,
      record: async (operationId, event) => {
        if (event.kind === "abandoned") await ledger.record(operationId, { kind: "absent" });
        return ledger.record(operationId, event);
      },
    };
    expect(await window(settled).abandon(id)).toMatchObject({ id, state: "absent" });
  });

  it("stays as it is while nobody may ask any longer", async () => {
    const { ledger, client, id } = await left(start(), { reset: "before" });
    await client.reconcile({ signal: AbortSignal.abort() });
    expect((await ledger.find(id))?.state).toMatch(/unknown|absent/);
  });

  it("is not another window's business while the one that sent it lives", async () => {
    const openSession = start();
    const { ledger, id } = await left(openSession, { reset: "before" });
    const before = await ledger.find(id);
    const other = openSession();
    expect(await other.takeOver(id, before?.identity ? [before.identity] : [])).toBeNull();
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
    const { ledger, id } = await left(openSession, { reset: "before" });
    await ledger.close();
    const other = openSession();
    const nobody = createLeaseClient({ accounts: [], ledger: other, clock: quickClock() });
    expect(await nobody.reconcile()).toMatchObject([{ id, state: "unknown" }]);
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

    it("is absent when the number is still leased after the settle time", async () => {
      const { ledger, client, settled } = await released(start(), { reset: "before" });
      await client.reconcile();
      expect(await ledger.find(settled.operation.id)).toMatchObject({ state: "absent" });
      expect(control.owned(provider)).toEqual([number]);
    });
  });

  const claimed = async (ledger: Ledger): Promise<{ operation: Operation }> => {
    const identity = accounts().find((one) => one.account === account)?.identity;
    if (!identity) throw new Error("there is no such account");
    const claim = await ledger.claim({
      kind: "lease",
      identity,
      account,
      number,
      price: null,
      lease: null,
      key: null,
    });
    if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
    return claim;
  };
});

describe("a sweep", () => {
  const number = e164(specialNumbers.contiguity.plain);
  const account = () =>
    contiguityProvider({ ...sandbox.contiguity, account: "c", transport, timeoutMs: 400 });
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
    expect(await client.spending()).toMatchObject([{ currency: "USD" }]);
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

it("tells every client of a ledger of each step, whichever of them takes it", async () => {
  const ledger = start()();
  const account = contiguityProvider({ ...sandbox.contiguity, account: "c", transport });
  const [one, other] = [
    createLeaseClient({ accounts: [account], ledger }),
    createLeaseClient({ accounts: [], ledger }),
  ];
  const told: string[] = [];
  const stop = other.onChange(({ state }) => told.push(state));
  other.onChange(() => {
    throw new Error("a listener that fails");
  });
  const number = e164(specialNumbers.contiguity.plain);
  const settled = await one.lease(await one.quote("c", number));
  expect(settled.kind).toBe("committed");
  stop();
  await one.release(exampleLease({ account: "c", number }), { confirm: number.slice(-4) });
  expect(told).toEqual(["claimed", "sent", "committed"]);
});

function e164(text: string) {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
