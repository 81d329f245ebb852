import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { exampleLease } from "../../test/support/example-lease.js";
import { silentAccount } from "../../test/support/silent-account.js";
import { later } from "../../test/support/timing.js";
import type { Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import { toPrice } from "../domain/price.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { LeaseClient } from "./lease-client.js";

const number = "+13055550100" as E164;
const account = "silent";
const { identity } = silentAccount();
const lease = exampleLease({ number, account });
const price = toPrice({ currency: "USD", setup: 0, recurring: 1, intervalMonths: 1 });
if (!price) throw new Error("it is no price");
const offer: Offer = {
  account,
  provider: "example",
  number,
  country: "US",
  type: "local",
  place: null,
  features: [],
  carrier: null,
  reputation: null,
  price,
  requirements: [],
  leasable: true,
};
const quote = { account, number, price, offer, quotedAtMs: performance.now() };
const wanted = { kind: "lease", account, number } as const;
const wish = { ...wanted, identity, price: null, lease: null, key: null };
const hour = 3_600_000;
const never = new Promise<never>(() => {});

/** Makes every answer that a write needs, and none to the write. */
const answersUntilSent: Partial<ProviderAccount> = {
  quote: async () => offer,
  get: async () => ({ kind: "owned", lease }),
  prepareLease: async () => ({ send: () => never }),
  prepareRelease: async () => ({ send: () => never }),
};

interface Asked {
  readonly client: LeaseClient;
  readonly ledger: Ledger;
  readonly signal?: AbortSignal;
}

interface Case {
  readonly ask: (asked: Asked) => Promise<unknown>;
  /** What the account answers, where it answers anything. */
  readonly account?: Partial<ProviderAccount>;
  /** What the ledger has before. */
  readonly before?: (ledger: Ledger) => Promise<unknown>;
  /** Why nothing but its signal ends it. */
  readonly endless?: string;
  /** Why there is no signal that would end it. */
  readonly signalless?: string;
}

const onLedgerAlone = "it asks no account";
const answered = async (ledger: Ledger, ...events: Parameters<Ledger["record"]>[1][]) => {
  const claim = await ledger.claim(wish, []);
  if (claim.kind !== "claimed") throw new Error(claim.kind);
  for (const event of events) await ledger.record(claim.operation.id, event);
  return claim.operation.id;
};
const taken = (ledger: Ledger) =>
  answered(ledger, { kind: "sent" }, { kind: "committed", lease, how: "answered" });
const unclear = (ledger: Ledger) =>
  answered(ledger, { kind: "sent" }, { kind: "unknown", failure: lost });
const ordered = (ledger: Ledger) =>
  answered(ledger, { kind: "sent" }, { kind: "accepted", order: "o1" });
const lost = { kind: "outcome-unknown", reason: "timed-out", status: null, detail: null } as const;

/** Every method of a client, and in how many ways it may come to wait for an account. */
const methods: Record<Exclude<keyof LeaseClient, "accounts">, readonly Case[]> = {
  verify: [{ ask: ({ client, signal }) => client.verify(account, { signal }) }],
  search: [{ ask: ({ client, signal }) => allOf(client.search({ country: "US" }, { signal })) }],
  standing: [taken, unclear, ordered].map((before) => ({
    before,
    ask: ({ client, signal }) => client.standing(wanted, { signal }),
  })),
  quote: [{ ask: ({ client, signal }) => client.quote(account, number, { signal }) }],
  lease: [{}, answersUntilSent].map((answers) => ({
    account: answers,
    ask: ({ client, signal }) => client.lease(quote, { signal }),
  })),
  list: [{ ask: ({ client, signal }) => allOf(client.list({ signal })) }],
  get: [{ ask: ({ client, signal }) => client.get(account, number, { signal }) }],
  watch: [
    {
      ask: ({ client, signal }) => allOf(client.watch(lease, { signal })),
      endless: "a read without a clear answer ends nothing",
    },
  ],
  release: [{}, answersUntilSent].map((answers) => ({
    account: answers,
    ask: ({ client, signal }) => client.release(lease, { confirm: number.slice(-4), signal }),
  })),
  update: [{ ask: ({ client, signal }) => client.update(lease, { label: "support" }, { signal }) }],
  notes: [{ ask: ({ client }) => client.notes(), signalless: onLedgerAlone }],
  operations: [{ ask: ({ client }) => client.operations(), signalless: onLedgerAlone }],
  reconcile: [
    ...[unclear, ordered].map((before) => ({
      before,
      ask: ({ client, signal }: Asked) => client.reconcile({ signal }),
    })),
    {
      account: answersUntilSent,
      ask: async ({ client, signal }) => {
        void client.lease(quote, { signal }).catch(() => {});
        await expect.poll(() => client.operations()).toMatchObject([{ state: "sent" }]);
        await client.reconcile({ signal });
      },
    },
  ],
  waysOut: [
    {
      before: unclear,
      ask: async ({ client, ledger }) =>
        (await ledger.operations()).map((operation) => client.waysOut(operation)),
      signalless: onLedgerAlone,
    },
  ],
  abandon: [
    {
      before: unclear,
      ask: async ({ client, ledger }) => client.abandon((await ledger.operations())[0]?.id ?? ""),
      signalless: onLedgerAlone,
    },
  ],
  sweep: [{ ask: ({ client, signal }) => client.sweep({ signal }) }],
  spending: [{ ask: ({ client }) => client.spending(), signalless: onLedgerAlone }],
  statePrice: [
    {
      ask: ({ client }) => client.statePrice(number, price),
      signalless: onLedgerAlone,
    },
  ],
  onChange: [{ ask: async ({ client }) => client.onChange(() => {})(), signalless: onLedgerAlone }],
  changes: [
    {
      ask: ({ client, signal }) => allOf(client.changes({ signal })),
      endless: "it follows the ledger",
    },
  ],
  close: (["close", Symbol.asyncDispose] as const).map(closing),
  [Symbol.asyncDispose]: [],
};

/** Something that was sent, and is never answered, is what closing waits for. */
function closing(name: "close" | typeof Symbol.asyncDispose): Case {
  return {
    account: answersUntilSent,
    ask: async ({ client }) => {
      void client.lease(quote).catch(() => {});
      await expect.poll(() => client.operations()).toMatchObject([{ state: "sent" }]);
      await client[name]();
    },
    signalless: "it ends what others wait for",
  };
}

async function allOf(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _item of items);
}

/** With a client that gives an account so much time. @returns what ends without being heard. */
async function begin({ ask, before, account: answers }: Case, answersWithinMs: number) {
  const ledger = memoryLedger();
  await before?.(ledger);
  const timing = { ...later, onItsWayMs: 1, lagMs: 1, looksAfterMs: [0], answersWithinMs };
  const client = createLeaseClient({ accounts: [silentAccount(answers)], ledger, timing });
  const stop = new AbortController();
  const ended = ask({ client, ledger, signal: stop.signal }).then(
    () => "ended",
    (error: unknown) => (LeaseError.isInstance(error) ? "ended" : Promise.reject(error as Error)),
  );
  return { ended, stop };
}

const cases = Reflect.ownKeys(methods).flatMap((name) =>
  // Its own keys are those of the client.
  methods[name as keyof typeof methods].map((one, index) => ({
    name: `${String(name)}${index === 0 ? "" : `, ${index + 1}`}`,
    one,
  })),
);

describe("on an account whose adapter never answers", () => {
  it("what is tried is every method of a client", () => {
    const client = createLeaseClient({ accounts: [silentAccount()], ledger: memoryLedger() });
    const own = Reflect.ownKeys(client).filter(
      (name) => typeof Reflect.get(client, name) === "function",
    );
    expect(new Set(Reflect.ownKeys(methods))).toEqual(new Set(own));
  });

  it.each(cases.filter(({ one }) => one.endless === undefined))(
    "$name ends in time",
    async ({ one }) => {
      const { ended } = await begin(one, 20);
      expect(await ended).toBe("ended");
    },
  );

  it.each(cases.filter(({ one }) => one.signalless === undefined))(
    "$name ends with its signal, and leaves no listener at it",
    async ({ one }) => {
      const { ended, stop } = await begin(one, hour);
      // By then it mostly waits; one that does not yet has to end as well.
      await new Promise((resolve) => setTimeout(resolve, 20));
      stop.abort();
      expect(await ended).toBe("ended");
      await expect.poll(() => getEventListeners(stop.signal, "abort")).toEqual([]);
    },
  );

  it("what was sent counts as sent, and what is told of it is that nobody knows", async () => {
    const ledger = memoryLedger();
    const accounts = [silentAccount(answersUntilSent)];
    const client = createLeaseClient({
      accounts,
      ledger,
      timing: { ...later, answersWithinMs: 20 },
    });
    expect(await client.lease(quote)).toMatchObject({
      kind: "unknown",
      operation: { state: "sent" },
      failure: { reason: "not-awaited" },
    });
    // The same wish again is told the same, and nothing is sent for it.
    expect(await client.lease(quote)).toMatchObject({ kind: "unknown" });
    expect(await ledger.operations()).toMatchObject([{ state: "sent" }]);
  });
});
