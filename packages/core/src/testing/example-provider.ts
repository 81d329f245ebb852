import * as z from "#zod";
import { defaultTransport } from "#default-transport";
import type { Lease } from "../domain/lease.js";
import type { Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import { toPrice } from "../domain/price.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Api, ApiRequest } from "../http/api.js";
import { call, prepare } from "../http/call.js";
import { checkBaseUrl, requireKey } from "../http/check-given.js";
import { e164 } from "../http/lenient.js";
import { unclear } from "../http/send.js";
import { identifyAccount } from "../providers/identify-account.js";
import { outcomeOf } from "../providers/outcome-of.js";
import type { ProviderAccount, ProviderCapabilities } from "../providers/provider-account.js";
import type { ProviderDescriptor } from "../providers/provider-descriptor.js";

const id = "example";

type Repeats = ProviderCapabilities["repeatPurchase"];

/**
 * The least that a provider is: one that leases what its server has, to tell that nobody knows providers by name.
 * @param repeatPurchase - what it says of a second purchase of a number that the account holds.
 */
export const exampleProviderThat = (repeatPurchase: Repeats): ProviderDescriptor => ({
  id,
  name: "Example Telecom",
  product: "Example API",
  keys: [
    { name: "customer", words: "customer number", secret: false, variable: "EXAMPLE_CUSTOMER" },
    {
      name: "token",
      words: "access token",
      secret: true,
      variable: "EXAMPLE_TOKEN",
      placeholder: "ex-…",
      form: /\bex-[0-9a-z]{8,}/g,
    },
  ],
  addresses: [
    {
      name: "baseUrl",
      words: "Example Telecom's API",
      default: "https://api.example.com",
      variable: "LEASELINE_EXAMPLE_URL",
    },
  ],
  identifiedBy: { key: "customer", as: "itself" },
  capabilities: {
    releaseTakesEffect: "at-once",
    provisionsLater: false,
    connections: [],
    searchFindsAll: true,
    keepsLabels: false,
    saysNextCharge: false,
    settleMs: 0,
    listProvesAbsence: true,
    repeatPurchase,
  },
  filters: [],
  snippets: [],
  create: ({ customer, token }, { account, addresses, transport, onExchange }) => {
    const key = requireKey(token, "token");
    const own = requireKey(customer, "customer");
    const api: Api = {
      baseUrl: checkBaseUrl(addresses?.["baseUrl"] || "https://api.example.com", "baseUrl"),
      transport: transport ?? defaultTransport(),
      credentials: {
        secrets: [key],
        headers: async () => ({ authorization: `Bearer ${key}` }),
        refused: () => false,
      },
      readFailure: ({ status, request }) => {
        if (status === 409) return unclear(request.effect, "conflict", { status });
        return status === 401 ? { kind: "unauthorized" } : { kind: "number-taken" };
      },
      onExchange,
    };
    return accountOf(api, account, { own, repeatPurchase });
  },
});

/** The example provider whose server refuses a second purchase: see {@link exampleProviderThat}. */
export const exampleProvider = exampleProviderThat("refused");

export const entry = z.object({ number: e164, held: z.boolean(), monthly: z.string() });
export type Entry = z.infer<typeof entry>;

const listed = {
  operation: "example.list",
  effect: "read",
  method: "GET",
  path: "/numbers",
  answer: z.object({ numbers: z.array(entry) }),
  whenMissing: "rejected",
} as const satisfies ApiRequest<unknown>;

function changed(number: E164, held: boolean) {
  return {
    operation: held ? "example.lease" : "example.release",
    effect: "write",
    method: held ? "POST" : "DELETE",
    path: `/numbers/${encodeURIComponent(number)}`,
    answer: entry,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

function accountOf(
  api: Api,
  account: string,
  { own, repeatPurchase }: { readonly own: string; readonly repeatPurchase: Repeats },
): ProviderAccount {
  const { name, capabilities, filters } = exampleProviderThat(repeatPurchase);
  const common = ({ number, monthly }: Entry) => ({
    number,
    account,
    provider: id,
    country: "US",
    type: null,
    place: null,
    features: ["sms"] as const,
    price: toPrice({ currency: "USD", setup: "0", recurring: monthly, intervalMonths: 1 }),
  });
  const toOffer = (one: Entry): Offer => ({
    ...common(one),
    requirements: [],
    leasable: true,
    carrier: null,
    reputation: null,
  });
  const toLease = (one: Entry): Lease => ({
    ...common(one),
    leaseId: null,
    label: null,
    state: one.held ? "active" : "released",
    provisioning: [],
    nextChargeAt: null,
    endsAt: null,
  });
  const numbers = async (held: boolean, signal?: AbortSignal) =>
    (await call(api, listed, signal)).numbers.filter((one) => one.held === held);

  return {
    provider: id,
    name,
    account,
    identity: identifyAccount({ provider: id, baseUrl: api.baseUrl, own }),
    capabilities,
    filters,
    verify: async ({ signal } = {}) => void (await call(api, listed, signal)),
    async *search({ country }, { signal } = {}) {
      const offers = (await numbers(false, signal)).map(toOffer);
      yield {
        offers: offers.filter((offer) => offer.country === country),
        unread: [],
        unfiltered: [],
      };
    },
    quote: async (number, { signal } = {}) => {
      const found = (await numbers(false, signal)).find((one) => one.number === number);
      if (!found) throw new LeaseError({ kind: "number-taken" });
      return toOffer(found);
    },
    async *list({ signal } = {}) {
      yield { leases: (await numbers(true, signal)).map(toLease), unread: [] };
    },
    get: async (number, { signal } = {}) => {
      const found = (await numbers(true, signal)).find((one) => one.number === number);
      return found ? { kind: "owned", lease: toLease(found) } : { kind: "not-owned" };
    },
    prepareLease: async ({ number }, { signal } = {}) => {
      const lease = await prepare(api, changed(number, true), signal);
      return {
        send: () =>
          outcomeOf(lease, (one) => ({ kind: "committed", lease: toLease(one) }) as const),
      };
    },
    prepareRelease: async ({ number }, { signal } = {}) => {
      const release = await prepare(api, changed(number, false), signal);
      return {
        send: () =>
          outcomeOf(release, (one) => ({ kind: "committed", lease: toLease(one) }) as const),
      };
    },
  };
}
