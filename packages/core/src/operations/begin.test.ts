import { describe, expect, it } from "vitest";
import type { LeaseClientOptions } from "../client/client-options.js";
import type { Ledger } from "../ledger/ledger.js";
import { closingClients } from "../../test/support/closing-clients.js";
import { accountsAt, cases, providers } from "../../test/support/client-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import { getEventListeners } from "node:events";
import { specialNumbers } from "@leaseline/sandbox";
import { toMoney } from "../domain/money.js";
import { nodeTransport } from "../node/node-transport.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;

const createClient = closingClients();
const window = (ledger: Ledger, options: Partial<LeaseClientOptions> = {}) =>
  createClient({ accounts: accountsAt(sandbox), ledger, timing: later, ...options });

/** What may have become of a number since it was leased. */
const sinceThen = {
  contiguity: { at: "/data/lease_status", to: "paused", lease: { state: "suspended" } },
  sinch: {
    at: "/expireAt",
    to: "2030-01-31T00:00:00Z",
    lease: { state: "releasing", endsAt: "2030-01-31T00:00:00.000Z" },
  },
};

describe.each(cases)("the same request given again at $account, with a ledger $name", (setting) => {
  const { account, start } = setting;
  const number = setting.numbers.plain;
  const confirm = number.slice(-4);
  const request = { kind: "lease", account, number } as const;
  const received = (kind: "lease" | "release") =>
    control.writes()[setting[`${kind}Request`]].received;

  const leased = async (ledger: Ledger, key?: string) => {
    const client = window(ledger);
    const result = await client.lease(await client.quote(account, number), { key });
    if (result.kind !== "committed") throw new Error(`it is ${result.kind}`);
    return result;
  };

  it("is told what it has led to, before any price is asked for", async () => {
    const open = start();
    const done = await leased(open());
    const again = await window(open()).standing(request);
    expect(again).toMatchObject({
      kind: "committed",
      already: true,
      how: "answered",
      operation: { id: done.operation.id },
      lease: { number, account },
    });
    expect(received("lease")).toBe(1);
  });

  it("is told so too where the price had been read before", async () => {
    const open = start();
    const [faster, slower] = [window(open()), window(open())];
    const [first, second] = [
      await faster.quote(account, number),
      await slower.quote(account, number),
    ];
    const done = await faster.lease(first);
    expect(done).toMatchObject({ kind: "committed", already: false });
    expect(await slower.lease(second)).toMatchObject({
      kind: "committed",
      already: true,
      operation: { id: done.operation.id },
    });
    expect(await slower.operations()).toHaveLength(1);
    expect(received("lease")).toBe(1);
  });

  it("is told so when the quote is too old by now", async () => {
    const ledger = start()();
    const client = window(ledger);
    const quote = await client.quote(account, number);
    await client.lease(quote);
    const old = { ...quote, quotedAtMs: quote.quotedAtMs - 3_600_000 };
    expect(await client.lease(old)).toMatchObject({ kind: "committed", already: true });
  });

  it("is told that it is not known while nobody knows, and then what it was", async () => {
    const open = start();
    const gone = open();
    const client = window(gone);
    control.hold(setting.leaseRequest);
    control.fault(setting.leaseRequest, { reset: "after" });
    const leasing = client.lease(await client.quote(account, number));
    await expect.poll(() => received("lease")).toBe(1);
    // The process dies in the middle of its request.
    await gone.close();
    control.letGo();
    await expect.poll(() => control.owned(account)).toEqual([number]);
    const next = window(open());
    const page = { html: true, times: "always" } as const;
    control.fault(setting.getRequest, page);
    control.fault(setting.listRequest, page);
    expect(await next.standing(request)).toMatchObject({
      kind: "unknown",
      failure: { reason: "interrupted" },
    });
    control.clearFaults();
    expect(await next.standing(request)).toMatchObject({ kind: "committed", how: "seen" });
    expect(await next.standing(request)).toMatchObject({ kind: "committed", already: true });
    expect(received("lease")).toBe(1);
    await leasing.catch(() => {});
  });

  it("is told with the number as it is by now, also where it is being released elsewhere", async () => {
    const open = start();
    await leased(open());
    const { at, to, lease } = sinceThen[account];
    control.fault(setting.getRequest, { change: [{ at, to }] });
    const again = await window(open()).standing(request);
    expect(again).toMatchObject({ kind: "committed", already: true, lease });
  });

  it("is told that it was released already, and once it has ended that it is released", async () => {
    const open = start();
    const { lease } = await leased(open());
    const done = await window(open()).release(lease, { confirm });
    const again = {
      kind: "committed",
      already: true,
      operation: { id: done.operation.id },
    };
    expect(await window(open()).release(lease, { confirm })).toMatchObject(again);
    control.clock.advance(45 * 86_400_000);
    expect(await window(open()).release(lease, { confirm })).toMatchObject({
      ...again,
      lease: { number, state: "released" },
    });
    expect(received("release")).toBe(1);
  });

  it("is not told that it is done when the provider does not show it any more", async () => {
    const open = start();
    await leased(open());
    control.takeAway(number);
    const client = window(open());
    expect(await client.standing(request)).toMatchObject({
      kind: "unknown",
      failure: { reason: "shown-otherwise" },
    });
    // Two lists that agree make it new.
    await client.sweep();
    await client.sweep();
    expect(await client.standing(request)).toBeNull();
    expect(received("lease")).toBe(1);
  });

  it("has the same answer for the same key, whatever came later", async () => {
    const open = start();
    const { lease, operation } = await leased(open(), "job 7");
    const client = window(open());
    await client.release(lease, { confirm });
    expect(await client.standing({ ...request, key: "job 7" })).toMatchObject({
      kind: "committed",
      already: true,
      operation: { id: operation.id },
    });
    expect(received("lease")).toBe(1);
  });

  it("is refused when its key was given with another request", async () => {
    const open = start();
    const { operation } = await leased(open(), "job 7");
    const other = {
      kind: "lease",
      account,
      number: setting.numbers.dearerThanListed,
      key: "job 7",
    } as const;
    const client = window(open());
    const refusal = {
      kind: "bad-input",
      field: "key",
      reason: expect.stringContaining(operation.id),
    };
    expect(await failureOf(client.standing(other))).toMatchObject(refusal);
    const quote = await client.quote(account, other.number);
    expect(await failureOf(client.lease(quote, { key: "job 7" }))).toMatchObject(refusal);
    expect(received("lease")).toBe(1);
  });

  it("joins the one that is under way, and stops waiting when it is told to", async () => {
    const open = start();
    const [one, other] = [window(open()), window(open())];
    const quotes = [await one.quote(account, number), await other.quote(account, number)] as const;
    control.hold(setting.leaseRequest);
    const first = one.lease(quotes[0]);
    await expect.poll(() => received("lease")).toBe(1);
    // It is let go only afterwards: whoever did not stop would wait for ever.
    const joined = await other.lease(quotes[1], { signal: AbortSignal.timeout(50) });
    control.letGo();
    expect(joined).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    expect(await first).toMatchObject({
      kind: "committed",
      operation: { id: joined.operation.id },
    });
    expect(received("lease")).toBe(1);
  });

  it("asks for itself where the one under way is given up for what its own window had agreed to", async () => {
    const open = start();
    const ledger = open();
    const [one, other] = [window(open()), window(seeingClaim(ledger))];
    const agreed = await one.quote(account, number);
    control.setPrice(number, { recurring: "3.00" });
    const current = await other.quote(account, number);
    control.hold(setting.quoteRequest);
    const first = failureOf(one.lease(agreed));
    await expect.poll(() => stateOfLast(ledger)).toBe("claimed");
    const second = other.lease(current);
    expect(await first).toMatchObject({ kind: "price-changed", quoted: agreed.price });
    expect(await second).toMatchObject({ kind: "committed", already: false });
    expect(received("lease")).toBe(1);
  });

  it("leaves no listener on a signal that lives longer", async () => {
    const client = window(start()());
    const { signal } = new AbortController();
    const quote = await client.quote(account, number, { signal });
    const result = await client.lease(quote, { signal });
    if (result.kind !== "committed") throw new Error(`it is ${result.kind}`);
    await client.standing(request, { signal });
    await client.sweep({ signal });
    await client.reconcile({ signal });
    await client.release(result.lease, { confirm, signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("tells another account's request for the number that it is taken by an open operation", async () => {
    const open = start();
    const client = window(open());
    control.fault(setting.leaseRequest, { reset: "before" });
    const result = await client.lease(await client.quote(account, number));
    const [other] = providers.filter((one) => one.account !== account);
    const standing = client.standing({ kind: "lease", account: other?.account ?? "", number });
    expect(await failureOf(standing)).toMatchObject({
      kind: "in-progress",
      by: { operation: result.operation.id, holder: expect.stringContaining("process") },
    });
  });

  describe("within a monthly limit", () => {
    const limit = toMoney("1000", "USD");
    const caps = limit ? ([{ kind: "monthly", limit }] as const) : [];

    it("reads first what the accounts cost already", async () => {
      control.leaseMany({ provider: account, count: 3 });
      const ledger = start()();
      const client = window(ledger, { caps });
      await client.lease(await client.quote(account, number));
      const lists = control.requests(setting.listRequest);
      expect(lists.length).toBeGreaterThan(0);
      const held = (await ledger.lists()).find((one) => one.account === account);
      expect(held?.leases).toHaveLength(4);
    });

    it("leases nothing when that cannot be read", async () => {
      control.fault(setting.listRequest, { html: true, times: "always" });
      const client = window(start()(), { caps });
      const failure = await failureOf(client.lease(await client.quote(account, number)));
      expect(failure).toMatchObject({ kind: "unlisted", account });
      expect(received("lease")).toBe(0);
    });

    it("is cancelled, and not refused, when the reading of that is", async () => {
      const client = window(start()(), { caps });
      const quote = await client.quote(account, number);
      control.hold(setting.listRequest);
      const cancelling = new AbortController();
      const failure = failureOf(client.lease(quote, { signal: cancelling.signal }));
      await expect
        .poll(() => control.requests().map(({ operation }) => operation))
        .toContain(setting.listRequest);
      cancelling.abort();
      expect(await failure).toEqual({ kind: "not-sent", reason: "cancelled" });
      control.letGo();
    });
  });
});

it.each(ledgerKinds)(
  "a request is not refused with the keys of the one that it found under way, with a ledger $name",
  async ({ start }) => {
    const open = start();
    const ledger = open();
    const account = "sinch";
    const former = { ...sandbox.sinch, account, transport: nodeTransport(), keySecret: "revoked" };
    const one = window(open(), { accounts: [sinchProvider(former)] });
    const other = window(seeingClaim(ledger));
    const quote = await other.quote(account, e164(specialNumbers.sinch.plain));
    control.hold("sinch.token");
    const first = failureOf(one.lease(quote));
    await expect.poll(() => stateOfLast(ledger)).toBe("claimed");
    const second = other.lease(quote);
    expect(await first).toEqual({ kind: "unauthorized" });
    expect(await second).toMatchObject({ kind: "committed", already: false });
  },
);

const stateOfLast = async (ledger: Ledger) => (await ledger.operations({ limit: 1 }))[0]?.state;

/** The same ledger, whose first request that finds its number claimed lets go of what was held. */
function seeingClaim(ledger: Ledger): Ledger {
  return {
    ...ledger,
    standing: async (request) => {
      const standing = await ledger.standing(request);
      if (standing?.kind === "held") control.letGo();
      return standing;
    },
  };
}
