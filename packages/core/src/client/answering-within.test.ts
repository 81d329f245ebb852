import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { clockByHand } from "../../test/support/clock-by-hand.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { silentAccount } from "../../test/support/silent-account.js";
import { later } from "../../test/support/timing.js";
import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { LeasePage, ProviderAccount } from "../providers/provider-account.js";
import type { AccountEvent } from "./across-accounts.js";
import { answeringWithin } from "./answering-within.js";
import { createLeaseClient } from "./create-lease-client.js";

const never = new Promise<never>(() => {});
const timedOut = { kind: "no-answer", reason: "timed-out" };
const timing = { ...later, answersWithinMs: 100 };
const [number, another] = ["+13055550100", "+13055550101"] as [E164, E164];
const lease = exampleLease({ number, account: "silent" });

/** One that has something to say. */
function talking(): ProviderAccount {
  const account = exampleAccount({ account: "talking" });
  return {
    ...account,
    identity: "example||talking" as AccountIdentity,
    search: async function* () {
      yield { offers: [], unread: [], unfiltered: [] };
    },
    list: async function* () {
      yield { leases: [exampleLease({ number, account: "talking" })], unread: [] };
    },
  };
}

const clientOf = (...accounts: readonly ProviderAccount[]) =>
  createLeaseClient({ accounts, ledger: memoryLedger(), timing });

async function told<Item>(events: AsyncIterable<AccountEvent<Item>>) {
  const all: string[] = [];
  for await (const event of events) all.push(`${event.account} ${event.kind}`);
  return all;
}

describe("beside an account whose adapter never answers", () => {
  it("a search and a list end, with what the others say, and with its failure", async () => {
    const client = clientOf(silentAccount(), talking());
    const ended = ["talking items", "talking complete", "silent failed"];
    expect(await told(client.search({ country: "US" }))).toEqual(ended);
    expect(await told(client.list())).toEqual(ended);
  });

  it("nobody waits for its countries, or for what its numbers can be connected to", async () => {
    const client = clientOf(silentAccount(), talking());
    expect(await failureOf(client.countries("silent"))).toMatchObject(timedOut);
    expect(await failureOf(client.connectionTargets("silent"))).toMatchObject(timedOut);
    // One that does not tell.
    expect(await client.countries("talking")).toBeNull();
    expect(await client.connectionTargets("talking")).toEqual([]);
  });

  it("a sweep ends, and keeps the lists of the others", async () => {
    const ledger = memoryLedger();
    const client = createLeaseClient({ accounts: [silentAccount(), talking()], ledger, timing });
    const { failed } = await client.sweep();
    expect([...failed]).toMatchObject([["silent", timedOut]]);
    expect((await ledger.lists()).map(({ account }) => account)).toEqual(["talking"]);
  });

  it("a reconcile ends, and what nobody can be asked about needs attention and is not lost", async () => {
    const ledger = memoryLedger();
    const { identity } = silentAccount();
    const request = { kind: "lease", account: "silent", identity, number } as const;
    const claim = await ledger.claim({ ...request, price: null, lease: null, key: null });
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    await ledger.record(claim.operation.id, { kind: "sent" });
    const failure = outcomeUnknown("not-awaited");
    await ledger.record(claim.operation.id, { kind: "unknown", failure });
    const soon = { ...timing, onItsWayMs: 10, looksAfterMs: [0], provingLooks: 1, lagMs: 1 };
    const client = createLeaseClient({ accounts: [silentAccount()], ledger, timing: soon });
    expect(await client.reconcile()).toMatchObject([{ state: "needs-attention" }]);
  });

  it("everything else that is asked of it fails, and nothing is sent", async () => {
    const client = clientOf(silentAccount());
    const quote = { account: "silent", number, price: null, quotedAtMs: performance.now() };
    // Of an offer, nothing is looked at before the price is read once more.
    const asked = { ...quote, offer: lease as never };
    const works = [
      client.verify("silent"),
      client.quote("silent", number),
      client.get("silent", number),
      client.lease(asked, { unknownPrice: true }),
      client.release({ ...lease, number: another }, { confirm: another.slice(-4) }),
    ];
    for (const failure of await Promise.all(works.map(failureOf)))
      expect(failure).toMatchObject(timedOut);
    expect(await client.operations()).toMatchObject([{ state: "not-sent" }, { state: "not-sent" }]);
  });

  it("who stops waiting is let go at once, and leaves no listener behind", async () => {
    const client = createLeaseClient({
      accounts: [silentAccount()],
      ledger: memoryLedger(),
      timing: { ...timing, answersWithinMs: 3_600_000 },
    });
    const stop = new AbortController();
    const works = [
      client.quote("silent", number, { signal: stop.signal }),
      client.get("silent", number, { signal: stop.signal }),
    ].map(failureOf);
    stop.abort();
    for (const work of works) expect(await work).toEqual({ kind: "cancelled" });
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
  });
});

describe("an account that answers page by page, and has 100 ms for each", () => {
  /** What comes of four pages that each take so long. */
  const pagesIn = async (ms: number) => {
    const clock = clockByHand();
    const slow: ProviderAccount = {
      ...talking(),
      list: async function* () {
        for (let page = 0; page < 4; page += 1) {
          await clock.pass(ms);
          yield { leases: [], unread: [] };
        }
      },
    };
    let pages = 0;
    for await (const _page of answeringWithin(slow, { clock, ms: 100 }).list()) pages += 1;
    return pages;
  };

  it("is waited for as long as each page comes in time", async () => {
    expect(await pagesIn(99)).toBe(4);
  });

  it("is waited for no longer than that", async () => {
    expect(await failureOf(pagesIn(101))).toMatchObject(timedOut);
  });
});

it.each(["list", "search"] as const)(
  "who stops reading a %s lets go of those that have not answered, and they are told",
  async (asked) => {
    const told: string[] = [];
    const waiting = async function* (signal: AbortSignal | undefined): AsyncGenerator<never> {
      signal?.addEventListener("abort", () => told.push("stop"));
      yield await never;
    };
    const account = silentAccount({
      list: (options) => waiting(options?.signal),
      search: (_query, options) => waiting(options?.signal),
    });
    const client = createLeaseClient({
      accounts: [talking(), account],
      ledger: memoryLedger(),
      timing: { ...timing, answersWithinMs: 3_600_000 },
    });
    const stop = new AbortController();
    const { signal } = stop;
    const events =
      asked === "list" ? client.list({ signal }) : client.search({ country: "US" }, { signal });
    for await (const { kind } of events) if (kind === "complete") break;
    expect(told).toEqual(["stop"]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  },
);

it("an adapter is told to stop when its time is over, or its reader goes", async () => {
  const stopped: string[] = [];
  const listening: ProviderAccount = {
    ...talking(),
    list: async function* (options): AsyncGenerator<LeasePage> {
      options?.signal?.addEventListener("abort", () => stopped.push("list"));
      yield { leases: [], unread: [] };
      await never;
    },
    get: (_number, options) => {
      options?.signal?.addEventListener("abort", () => stopped.push("get"));
      return never;
    },
  };
  const client = clientOf(listening);
  expect(await told(client.list())).toEqual(["talking items", "talking failed"]);
  await failureOf(client.get("talking", number));
  expect(stopped).toEqual(["list", "get"]);
});
