import { expect } from "vitest";
import type { LeaseClient } from "../../src/client/lease-client.js";
import type { Offer } from "../../src/domain/offer.js";
import type { E164 } from "../../src/domain/phone-number.js";
import { toPrice } from "../../src/domain/price.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import type { ProviderAccount } from "../../src/providers/provider-account.js";
import { exampleLease } from "./example-lease.js";
import { silentAccount } from "./silent-account.js";

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
export const quote = { account, number, price, offer, quotedAtMs: performance.now() };
const wanted = { kind: "lease", account, number } as const;
const request = { ...wanted, identity, price: null, lease: null, key: null };
const never = new Promise<never>(() => {});

/** Makes every answer that a write needs, and none to the write. */
export const answersUntilSent: Partial<ProviderAccount> = {
  quote: async () => offer,
  get: async () => ({ kind: "owned", lease }),
  prepareLease: async () => ({ send: () => never }),
  prepareRelease: async () => ({ send: () => never }),
};

export interface Asked {
  readonly client: LeaseClient;
  readonly ledger: Ledger;
  readonly signal?: AbortSignal;
}

export interface MethodCase {
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
  const claim = await ledger.claim(request, []);
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
export const methods: Record<Exclude<keyof LeaseClient, "accounts">, readonly MethodCase[]> = {
  verify: [{ ask: ({ client, signal }) => client.verify(account, { signal }) }],
  search: [{ ask: ({ client, signal }) => allOf(client.search({ country: "US" }, { signal })) }],
  countries: [{ ask: ({ client, signal }) => client.countries(account, { signal }) }],
  connectionTargets: [
    { ask: ({ client, signal }) => client.connectionTargets(account, { signal }) },
  ],
  standing: [taken, unclear, ordered].map((before) => ({
    before,
    ask: ({ client, signal }) => client.standing(wanted, { signal }),
  })),
  quote: [{ ask: ({ client, signal }) => client.quote(account, number, { signal }) }],
  lease: [{}, answersUntilSent].map((answers) => ({
    account: answers,
    ask: ({ client, signal }) => client.lease(quote, { signal }),
  })),
  rehearseLease: [
    ...[async () => {}, taken, unclear, ordered].map((before) => ({
      before,
      ask: ({ client, signal }: Asked) => client.rehearseLease(quote, { signal }),
    })),
    {
      account: answersUntilSent,
      ask: ({ client, signal }) => client.rehearseLease(quote, { signal }),
    },
  ],
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
  rehearseRelease: [{}, answersUntilSent].map((answers) => ({
    account: answers,
    ask: ({ client, signal }) =>
      client.rehearseRelease(lease, { confirm: number.slice(-4), signal }),
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
  rehearseAbandon: [
    {
      before: unclear,
      ask: async ({ client, ledger }) =>
        client.rehearseAbandon((await ledger.operations())[0]?.id ?? ""),
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
function closing(name: "close" | typeof Symbol.asyncDispose): MethodCase {
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
