import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import type { AccountEvent } from "./across-accounts.js";
import type { Lease } from "../domain/lease.js";
import type { Offer } from "../domain/offer.js";
import { type E164, toE164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import { nodeTransport } from "../node/node-transport.js";
import type { Quote } from "./quote.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { LeaseClientOptions } from "./lease-client.js";
import { systemClock } from "../clock.js";
import type { Ledger } from "../ledger/ledger.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { openStates } from "../ledger/operation.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { later } from "../../test/support/timing.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { closedPort } from "../../test/support/loopback-server.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const transport = nodeTransport();
const inUs = { country: "US" } as const;

const contiguity = (changes: { readonly apiKey?: string; readonly baseUrl?: string } = {}) =>
  contiguityProvider({ ...sandbox.contiguity, account: "c", transport, ...changes });
const sinch = (changes: { readonly baseUrl?: string } = {}) =>
  sinchProvider({ ...sandbox.sinch, account: "s", transport, ...changes });
/** Asks nothing in the background while a test runs. */
const client = (options: Partial<LeaseClientOptions> = {}) =>
  createLeaseClient({
    accounts: [contiguity(), sinch()],
    ledger: memoryLedger(),
    timing: later,
    ...options,
  });
const open = { states: openStates };

const writes = () =>
  Object.values(control.writes()).reduce((sum, { received }) => sum + received, 0);

/** The same at both providers, each in its own words. */
const providers = [
  {
    provider: "contiguity",
    account: "c",
    numbers: e164s(specialNumbers.contiguity),
    leaseRequest: "contiguity.lease",
    releaseRequest: "contiguity.terminate",
    read: "contiguity.get",
    listRequest: "contiguity.leased",
    quoteRequest: "contiguity.get",
  },
  {
    provider: "sinch",
    account: "s",
    numbers: e164s(specialNumbers.sinch),
    leaseRequest: "sinch.rent",
    releaseRequest: "sinch.release",
    read: "sinch.get",
    listRequest: "sinch.list",
    quoteRequest: "sinch.check",
  },
] as const;

describe("a client of several accounts", () => {
  it("refuses two accounts with one id", () => {
    expect(() => client({ accounts: [contiguity(), contiguity()] })).toThrow(/same id/);
  });

  it("refuses an account that it does not have", async () => {
    const failure = await failureOf(client().quote("nobody", e164("+13055550100")));
    expect(failure).toMatchObject({ kind: "bad-input", field: "account" });
  });

  it("sends nothing until it is asked", () => {
    client();
    expect(control.requests()).toEqual([]);
  });

  it("verifies an account with one read, however much it holds", async () => {
    control.leaseMany({ provider: "sinch", count: 250 });
    await sinch().verify();
    const lists = control.requests().filter(({ operation }) => operation === "sinch.list");
    expect(lists).toHaveLength(1);
  });

  it("leases nothing again while a provider has an order for it, and tells of the order", async () => {
    const ledger = memoryLedger();
    // No provider takes orders yet, so this one only says that it does.
    const order = { kind: "accepted", order: "o1" } as const;
    const send = () => Promise.resolve(order);
    const ordering = { ...contiguity(), prepareLease: () => Promise.resolve({ send }) };
    const leases = client({ accounts: [ordering], ledger });
    const quoted = await leases.quote("c", e164(specialNumbers.contiguity.plain));
    expect(await leases.lease(quoted)).toMatchObject(order);
    expect(await ledger.operations(open)).toMatchObject([{ state: "accepted", order: "o1" }]);
    expect(await leases.lease(quoted)).toMatchObject(order);
    expect(await ledger.operations()).toHaveLength(1);
  });

  describe("when it searches", () => {
    it("gives the first offers as soon as one account answers", async () => {
      control.latency(1000, "contiguity.available");
      const events: AccountEvent<Offer>[] = [];
      const start = performance.now();
      let firstMs = Number.POSITIVE_INFINITY;
      for await (const event of client().search(inUs)) {
        if (event.kind === "items" && event.items.length > 0)
          firstMs = Math.min(firstMs, performance.now() - start);
        events.push(event);
      }
      expect(performance.now() - start - firstMs).toBeGreaterThan(300);
      expect(events.find(({ kind }) => kind === "items")?.account).toBe("s");
      expect(events.filter(({ kind }) => kind === "complete")).toEqual([
        { kind: "complete", account: "s" },
        { kind: "complete", account: "c" },
      ]);
    });

    it("tells of one account's failure beside what the others offer", async () => {
      const accounts = [contiguity({ apiKey: "contiguity_sk_wrong" }), sinch()];
      const events = await all(client({ accounts }).search(inUs));
      expect(events).toContainEqual({
        kind: "failed",
        account: "c",
        failure: { kind: "unauthorized" },
      });
      expect(itemsOf(events, "s").length).toBeGreaterThan(0);
      expect(events).toContainEqual({ kind: "complete", account: "s" });
    });

    it("asks only the accounts that are wanted, and each once", async () => {
      const events = await all(client().search({ ...inUs, accounts: ["c", "c"] }));
      expect(events.map(({ kind }) => kind)).toEqual(["items", "complete"]);
    });

    it.each([
      { country: "USA" },
      { country: "US", digits: "12a" },
      { country: "US", accounts: ["nobody"] },
    ])("refuses %j before anything is sent", async (query) => {
      const search = async () => all(client().search(query));
      expect(await failureOf(search())).toMatchObject({ kind: "bad-input" });
      expect(control.requests()).toEqual([]);
    });

    it("takes no more from an account than is wanted", async () => {
      const events = await all(client().search({ ...inUs, limit: 3 }));
      expect(itemsOf(events, "s")).toHaveLength(3);
      expect(itemsOf(events, "c")).toHaveLength(3);
    });

    it("does not find digits in the country code", async () => {
      const events = await all(client().search({ ...inUs, digits: "1202" }));
      expect(itemsOf(events, "s")).toEqual([]);
    });

    it("stops all accounts when it is cancelled", async () => {
      control.latency(12_000);
      const start = performance.now();
      const events = await all(client().search(inUs, { signal: AbortSignal.timeout(50) }));
      expect(performance.now() - start).toBeLessThan(6000);
      expect(events.map((event) => event.kind === "failed" && event.failure.kind)).toEqual([
        "cancelled",
        "cancelled",
      ]);
    });

    it("needs no more of a reader who has seen enough", async () => {
      for await (const _ of client().search(inUs)) break;
      // What the reader left behind must end without an error that nobody sees.
      await all(client().search(inUs));
    });
  });

  it("lists 250 numbers of each account, over all pages, each once", async () => {
    const held = providers.flatMap(({ provider }) => control.leaseMany({ provider, count: 250 }));
    const events = await all(client().list());
    const listed = [...itemsOf(events, "c"), ...itemsOf(events, "s")];
    expect(listed.map(({ number }) => String(number)).toSorted()).toEqual(held.toSorted());
  });
});

describe.each(providers)("at $provider", (setting) => {
  const { provider, account, numbers, leaseRequest, releaseRequest, read } = setting;
  const { plain } = numbers;
  const requestsTo = (name: string) =>
    control.requests().filter(({ operation }) => operation === name).length;
  const leased = async (): Promise<Lease> => {
    const leases = client();
    const settled = await leases.lease(await leases.quote(account, plain));
    if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
    return settled.lease;
  };

  it("leases a number with one request", async () => {
    expect(await leased()).toMatchObject({ number: plain, account, provider });
    expect(control.writes()[leaseRequest]).toEqual({ received: 1, committed: 1 });
    expect(control.charges(provider)).toHaveLength(1);
  });

  it("reads the price again just before", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    const before = requestsTo(setting.quoteRequest);
    await leases.lease(quoted);
    expect(requestsTo(setting.quoteRequest)).toBe(before + 1);
  });

  it("asks again when the price has changed, and sends nothing", async () => {
    const leases = client();
    const quoted = await leases.quote(account, numbers.priceRises);
    const failure = await failureOf(leases.lease(quoted));
    expect(failure).toMatchObject({ kind: "price-changed", quoted: quoted.price });
    expect(failure.kind === "price-changed" && failure.current).not.toEqual(quoted.price);
    expect(writes()).toBe(0);
  });

  it("leases at the new price once that is agreed to", async () => {
    const leases = client();
    await failureOf(leases.lease(await leases.quote(account, numbers.priceRises)));
    const settled = await leases.lease(await leases.quote(account, numbers.priceRises));
    expect(settled.kind).toBe("committed");
  });

  it("says that somebody else has taken the number meanwhile, as far as the provider says so", async () => {
    const leases = client();
    const leasing = leases.lease(await leases.quote(account, numbers.takenMeanwhile));
    // A conflict does not say who has it: it may be ourselves.
    if (provider === "contiguity")
      expect(await leasing).toMatchObject({ kind: "unknown", failure: { reason: "conflict" } });
    else expect(await failureOf(leasing)).toEqual({ kind: "number-taken" });
    expect(writes()).toBe(1);
  });

  it("sends nothing for a number that was taken before", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.leaseElsewhere(provider, plain);
    expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "number-taken" });
    expect(writes()).toBe(0);
  });

  it("looks once when an answer was lost, and finds the number leased", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "after" });
    expect(await leases.lease(quoted)).toMatchObject({
      kind: "committed",
      how: "seen",
      lease: { number: plain, account },
    });
    expect(control.writes()[leaseRequest]).toEqual({ received: 1, committed: 1 });
    expect(control.charges(provider)).toHaveLength(1);
  });

  it.each([
    ["a reset", { reset: "before" }],
    ["a page", { html: true }],
    ["a server error", { status: 500, body: "" }],
    ["bytes that are no HTTP", { raw: "boo" }],
  ] as const)("does not know after %s, and sends nothing again", async (_name, fault) => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, fault);
    expect(await leases.lease(quoted)).toMatchObject({
      kind: "unknown",
      failure: { kind: "outcome-unknown" },
      operation: { state: "unknown" },
    });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("does not know when looking fails too", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "after", delayMs: 1000 });
    const leasing = leases.lease(quoted);
    // A quote and a look can be the same request: looking fails from when the lease was received.
    await expect.poll(() => control.writes()[leaseRequest].received).toBe(1);
    const page = {
      status: 404,
      contentType: "text/html",
      body: "<html>",
      times: "always",
    } as const;
    control.fault(read, page);
    control.fault(setting.listRequest, page);
    expect(await leasing).toMatchObject({ kind: "unknown" });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("has one lease from two wishes at once", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.latency(100, leaseRequest);
    const [first, second] = await Promise.all([leases.lease(quoted), leases.lease(quoted)]);
    expect(first.kind).toBe("committed");
    expect(second).toMatchObject({ kind: "committed", operation: first.operation });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("has one lease from two clients with one ledger", async () => {
    const ledger = memoryLedger();
    const [one, other] = [client({ ledger }), client({ ledger })];
    const quoted = await one.quote(account, plain);
    const outcomes = await Promise.all([one.lease(quoted), other.lease(quoted)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["committed", "committed"]);
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("does not lease again what may be leased already", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "before" });
    await leases.lease(quoted);
    expect(await leases.lease(quoted)).toMatchObject({ kind: "unknown" });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("releases no number while its lease is not settled", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "before" });
    await leases.lease(quoted);
    const held = exampleLease({ account, number: plain });
    const failure = await failureOf(leases.release(held, { confirm: plain.slice(-4) }));
    expect(failure).toEqual({ kind: "in-progress" });
    expect(control.writes()[releaseRequest].received).toBe(0);
  });

  it("may lease again after a refusal", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.setBalance(provider, "0");
    await failureOf(leases.lease(quoted));
    control.setBalance(provider, null);
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("spends on no quote that is older than ten minutes", async () => {
    let nowMs = 5;
    const leases = client({ clock: { ...systemClock, monotonicMs: () => nowMs } });
    const quoted = await leases.quote(account, plain);
    nowMs += 600_001;
    expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "quote-expired" });
    nowMs -= 1;
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("sends nothing when it is cancelled before", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    const failure = await failureOf(leases.lease(quoted, { signal: AbortSignal.abort() }));
    expect(["cancelled", "not-sent"]).toContain(failure.kind);
    expect(writes()).toBe(0);
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("goes on when it is cancelled after it was sent", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.latency(150, leaseRequest);
    const controller = new AbortController();
    const settled = leases.lease(quoted, { signal: controller.signal });
    await expect.poll(() => control.writes()[leaseRequest].received).toBe(1);
    controller.abort();
    expect(await settled).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    await expect.poll(() => leases.operations()).toMatchObject([{ state: "committed" }]);
    expect(control.owned(provider)).toEqual([plain]);
  });

  it("leases nothing that has no price", async () => {
    const bare =
      provider === "contiguity" ? { id: plain, status: "available" } : { phoneNumber: plain };
    const body = provider === "contiguity" ? { data: bare } : bare;
    control.fault(setting.quoteRequest, { status: 200, body, times: "always" });
    const leases = client();
    const quoted = await leases.quote(account, plain);
    expect(quoted.price).toBeNull();
    expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "price-unknown" });
    expect(writes()).toBe(0);
    expect(await leases.lease(quoted, { unknownPrice: true })).toMatchObject({ kind: "committed" });
  });

  it("connects a number to nothing that the provider has no word for", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    const failure = await failureOf(leases.lease(quoted, { connect: { whatsapp: "id" } }));
    expect(failure).toMatchObject({ kind: "bad-input", field: "connect" });
    expect(writes()).toBe(0);
  });

  it("releases a number with one request", async () => {
    const lease = await leased();
    const settled = await client().release(lease, { confirm: plain.slice(-4) });
    expect(settled).toMatchObject({
      kind: "committed",
      lease:
        provider === "contiguity"
          ? { number: plain, state: "released" }
          : { number: plain, state: "releasing", endsAt: expect.any(String), nextChargeAt: null },
    });
    expect(control.writes()[releaseRequest]).toEqual({ received: 1, committed: 1 });
  });

  it("releases nothing when other digits were typed", async () => {
    const lease = await leased();
    const failure = await failureOf(client().release(lease, { confirm: "0000" }));
    expect(failure).toMatchObject({ kind: "bad-input", field: "confirm" });
    expect(control.writes()[releaseRequest].received).toBe(0);
  });

  it("says that a number is not its own to release", async () => {
    const lease = await leased();
    control.takeAway(plain);
    expect(await failureOf(client().release(lease, { confirm: plain.slice(-4) }))).toEqual({
      kind: "not-leased",
    });
  });

  it("does not take a release without an answer for done", async () => {
    const lease = await leased();
    control.fault(releaseRequest, { reset: "before" });
    expect(await client().release(lease, { confirm: plain.slice(-4) })).toMatchObject({
      kind: "unknown",
    });
    expect(control.writes()[releaseRequest].received).toBe(1);
    expect(control.owned(provider)).toEqual([plain]);
  });

  it("has not sent what nobody received, and frees the number", async () => {
    const quoted = await client().quote(account, plain);
    const ledger = memoryLedger();
    const baseUrl = await closedPort();
    const accounts = [contiguity({ baseUrl }), sinch({ baseUrl })];
    const failure = await failureOf(client({ accounts, ledger }).lease(quoted));
    expect(failure).toMatchObject({ kind: "not-sent", reason: "refused" });
    expect(await ledger.operations(open)).toEqual([]);
  });

  describe("with a ledger that fails", () => {
    /** Works until it is to write down one of `events`. */
    const failingAt = (...events: readonly string[]): Ledger => {
      const ledger = memoryLedger();
      return {
        ...ledger,
        record: async (id, event) => {
          if (events.includes(event.kind))
            throw new LeaseError({ kind: "ledger-unavailable", reason: "full" });
          return ledger.record(id, event);
        },
      };
    };

    it("sends nothing that could not be written down", async () => {
      const leases = client({ ledger: failingAt("sent") });
      const quoted = await leases.quote(account, plain);
      const failure = await failureOf(leases.lease(quoted));
      expect(failure).toEqual({ kind: "ledger-unavailable", reason: "full" });
      expect(writes()).toBe(0);
    });

    it("tells of a lease all the same, and keeps the number blocked", async () => {
      const ledger = failingAt("committed");
      const leases = client({ ledger });
      expect(await leases.lease(await leases.quote(account, plain))).toMatchObject({
        kind: "committed",
      });
      expect(await ledger.operations(open)).toMatchObject([{ number: plain, state: "sent" }]);
    });

    it("tells of a refusal all the same", async () => {
      const leases = client({ ledger: failingAt("rejected", "not-sent") });
      const quoted = await leases.quote(account, plain);
      control.leaseElsewhere(provider, plain);
      expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "number-taken" });
    });
  });
});

describe("at sinch alone", () => {
  it("refuses a number that needs documents before anything is sent", async () => {
    const number = e164(specialNumbers.sinch.needsDocuments);
    const leases = client();
    expect(await failureOf(leases.quote("s", number))).toMatchObject({
      kind: "requirements-missing",
      requirements: [{ kind: "documents" }],
    });
    const { offer, price } = await leases.quote("s", e164(specialNumbers.sinch.plain));
    const made: Quote = { account: "s", number, offer, price, quotedAtMs: performance.now() };
    expect(await failureOf(leases.lease(made))).toMatchObject({ kind: "requirements-missing" });
    expect(writes()).toBe(0);
  });

  it("connects a new number, which is pending until it is provisioned", async () => {
    const leases = client();
    const number = e164(specialNumbers.sinch.plain);
    const settled = await leases.lease(await leases.quote("s", number), {
      connect: { sms: "plan", voice: "app" },
    });
    expect(settled).toMatchObject({
      lease: {
        state: "pending",
        provisioning: [
          { feature: "sms", state: "waiting" },
          { feature: "voice", state: "waiting" },
        ],
      },
    });
    control.clock.advance(10_000);
    expect(await leases.get("s", number)).toMatchObject({
      lease: {
        state: "active",
        provisioning: [
          { feature: "sms", state: "ready" },
          { feature: "voice", state: "ready" },
        ],
      },
    });
  });

  it("keeps a number listed whose provisioning failed", async () => {
    const leases = client();
    const number = e164(specialNumbers.sinch.smsProvisioningFails);
    await leases.lease(await leases.quote("s", number), { connect: { sms: "plan" } });
    control.clock.advance(10_000);
    expect(itemsOf(await all(leases.list()), "s")).toMatchObject([
      {
        number,
        state: "failed",
        provisioning: [{ state: "failed", errorCodes: ["INSUFFICIENT_BALANCE"] }],
      },
    ]);
  });

  it("leases a number whose interval is not said", async () => {
    const leases = client();
    const quoted = await leases.quote("s", e164(specialNumbers.sinch.intervalNotSaid));
    expect(quoted.price?.intervalMonths).toBeNull();
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("looks at a release without an answer, and finds it on its way", async () => {
    const leases = client();
    const settled = await leases.lease(await leases.quote("s", e164(specialNumbers.sinch.plain)));
    if (settled.kind !== "committed") throw new Error("not leased");
    control.fault("sinch.release", { reset: "after" });
    expect(
      await leases.release(settled.lease, { confirm: settled.lease.number.slice(-4) }),
    ).toMatchObject({
      kind: "committed",
      how: "seen",
      lease: { state: "releasing" },
    });
  });
});

describe("at contiguity alone", () => {
  it("shows and does not lease a number that is not offered", async () => {
    const number = e164(specialNumbers.contiguity.shownOnly);
    const offers = itemsOf(await all(client().search(inUs)), "c");
    expect(offers.find((offer) => offer.number === number)).toMatchObject({ leasable: false });
    expect(await failureOf(client().quote("c", number))).toEqual({ kind: "number-taken" });
  });

  it("passes on the agreement that has to be accepted, and frees the number", async () => {
    const leases = client();
    const quoted = await leases.quote("c", e164(specialNumbers.contiguity.needsEntitlement));
    expect(await failureOf(leases.lease(quoted))).toMatchObject({ kind: "forbidden" });
    control.setEntitlement("imessage", true);
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("does not take a lease that has ended for one that is held", async () => {
    const leases = client();
    const number = e164(specialNumbers.contiguity.plain);
    const quoted = await leases.quote("c", number);
    const ended = {
      id: number,
      status: "available",
      lease_id: "lsd_1",
      lease_status: "terminated",
    };
    control.fault("contiguity.lease", { reset: "before", delayMs: 1000 });
    const leasing = leases.lease(quoted);
    await expect.poll(() => control.writes()["contiguity.lease"].received).toBe(1);
    control.fault("contiguity.get", { status: 200, body: { data: ended } });
    expect(await leasing).toMatchObject({ kind: "unknown" });
  });

  it("does not call released what the provider still calls active", async () => {
    const leases = client();
    const number = e164(specialNumbers.contiguity.plain);
    const settled = await leases.lease(await leases.quote("c", number));
    if (settled.kind !== "committed") throw new Error("not leased");
    const body = { data: { number_id: number, status: "active" } };
    control.fault("contiguity.terminate", { status: 200, body });
    const released = await leases.release(settled.lease, { confirm: number.slice(-4) });
    expect(released).toMatchObject({
      kind: "unknown",
      failure: { reason: "not-confirmed" },
      operation: { state: "unknown" },
    });
  });

  it("keeps words that it does not know, and prices that are none apart", async () => {
    const numbers = [
      {
        id: "+13055550111",
        status: "available",
        location: { country: "US", city: "<b>\u202eMiami\u001b[0m" },
        capabilities: { channels: ["constructor"] },
        data: { requirements: ["__proto__"] },
        pricing: { currency: "USD", upfront_fee: -1, monthly_rate: 2 },
      },
    ];
    control.fault("contiguity.available", { status: 200, body: { data: { numbers } } });
    expect(itemsOf(await all(client().search({ ...inUs, accounts: ["c"] })), "c")).toMatchObject([
      {
        place: "<b> Miami [0m",
        features: ["x-constructor"],
        requirements: [{ kind: "x-__proto__" }],
        price: null,
      },
    ]);
  });
});

async function all<Item>(events: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const event of events) found.push(event);
  return found;
}

function itemsOf<Item>(events: readonly AccountEvent<Item>[], account: string): Item[] {
  return events.flatMap((event) =>
    event.kind === "items" && event.account === account ? event.items : [],
  );
}

function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}

function e164s<Name extends string>(texts: Readonly<Record<Name, string>>): Record<Name, E164> {
  // The names are those of the object that goes in, which Object.fromEntries cannot know.
  return Object.fromEntries(
    Object.entries<string>(texts).map(([name, text]) => [name, e164(text)]),
  ) as Record<Name, E164>;
}
