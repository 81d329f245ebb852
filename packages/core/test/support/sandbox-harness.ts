import {
  type Control,
  type Fault,
  type Operation,
  type ProviderName,
  type Sandbox,
  specialNumbers,
  startSandbox,
} from "@leaseline/sandbox";
import type { Transport } from "../../src/http/transport.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import type { ProviderAccount } from "../../src/providers/provider-account.js";
import { type Price, toPrice } from "../../src/domain/price.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import {
  type ProviderHarness,
  type StagedFault,
  type StagedOddity,
  type StagedOperation,
  timeWithoutZone,
} from "../../src/testing/index.js";
import { closedPort } from "./loopback-server.js";
import { e164 } from "./e164.js";

/** Contiguity on the sandbox. */
export function contiguityHarness(transport: Transport): ProviderHarness {
  const { plain, takenMeanwhile } = specialNumbers.contiguity;
  const nobodys = "+13055559999";
  return harness("contiguity", {
    provider: ({ contiguity }, { key: apiKey = contiguity.apiKey, ...changes }) =>
      contiguityProvider({ ...contiguity, account: "test", transport, apiKey, ...changes }),
    leasable: plain,
    price: monthly("USD", "1.99", "2.99"),
    takenMeanwhile,
    nobodys,
    secrets: ({ contiguity }) => [contiguity.apiKey],
    operations: {
      search: "contiguity.available",
      quote: "contiguity.get",
      lease: "contiguity.lease",
      list: "contiguity.leased",
      get: "contiguity.get",
      release: "contiguity.terminate",
    },
    unmarked: { data: { error: "Not Found", status: 404 } },
    oddities: (operation) => ({
      "short-number": [{ at: "/data/numbers/-", to: { id: "72345" } }],
      "null-element": [{ at: "/data/numbers/-", to: null }],
      "small-currency": [{ at: "/data/pricing/currency", to: "usd" }],
      "no-country": [{ at: "/data/numbers/*/location/country" }],
      "three-letter-country": [{ at: "/data/numbers/*/location/country", to: "USA" }],
      "no-price": [
        { at: operation === "quote" ? "/data/pricing" : "/data/numbers/*/pricing", to: null },
      ],
      "no-currency": [
        {
          at: operation === "quote" ? "/data/pricing/currency" : "/data/numbers/*/pricing/currency",
        },
      ],
      "new-state": [
        {
          at: operation === "get" ? "/data/lease_status" : "/data/numbers/*/lease_status",
          to: "dormant",
        },
      ],
      "no-zone": [{ at: "/data/numbers/*/billing/period/end", to: timeWithoutZone }],
      "other-number": [
        {
          at:
            operation === "lease"
              ? "/data/number"
              : operation === "release"
                ? "/data/number_id"
                : "/data/id",
          to: nobodys,
        },
      ],
      "error-beside": [{ at: "/error", to: "Not Found" }],
      "hidden-number": [{ at: "/data/numbers/0" }],
      ended: [
        {
          at: operation === "list" ? "/data/numbers/*/lease_status" : "/data/lease_status",
          to: "terminated",
        },
      ],
      denied: [{ at: "/data/status", to: "available" }],
      "still-active": [
        { at: "/data/status", to: "active" },
        { at: "/data/terminated_at", to: null },
      ],
    }),
  });
}

/** Sinch on the sandbox. */
export function sinchHarness(transport: Transport): ProviderHarness {
  return harness("sinch", {
    ...sinchSetting(transport, { currency: "usd", country: "USA" }),
    leasable: specialNumbers.sinch.plain,
    price: monthly("USD", "0.00", "0.80"),
  });
}

/** The same, of a number that is ordered. */
export function sinchOrderHarness(transport: Transport): ProviderHarness {
  const { oddities, ...setting } = sinchSetting(transport, {
    orders: "as-documented",
    currency: "sek",
    country: "SWE",
  });
  return harness("sinch", {
    ...setting,
    leasable: specialNumbers.sinch.swedishMobile,
    price: monthly("SEK", "0.00", "25.0"),
    country: "SE",
    operations: { ...setting.operations, lease: "sinch.submit-order", order: "sinch.order" },
    oddities: (operation) => (operation === "lease" ? {} : oddities(operation)),
    unmarked: { error: { code: 404, message: "Not Found" } },
    fulfil: (control) => control.clock.advance(3000),
  });
}

/** @param said - the currency and the country of the number to lease, as they are said oddly. */
function sinchSetting(
  transport: Transport,
  { currency, country, orders }: { currency: string; country: string; orders?: "as-documented" },
) {
  const nobodys = "+12025559999";
  return {
    provider: ({ sinch }, { key: keySecret = sinch.keySecret, ...changes }) =>
      sinchProvider({ ...sinch, account: "test", transport, orders, keySecret, ...changes }),
    takenMeanwhile: specialNumbers.sinch.takenMeanwhile,
    nobodys,
    secrets: ({ sinch }) => [sinch.keySecret],
    operations: {
      search: "sinch.search",
      quote: "sinch.check",
      lease: "sinch.rent",
      list: "sinch.list",
      get: "sinch.get",
      release: "sinch.release",
    },
    hasTokens: true,
    hasPages: true,
    unmarked: { error: { code: 404, message: "Not Found", status: "NOT_FOUND" } },
    oddities: (operation) => {
      const list = operation === "search" ? "/availableNumbers" : "/activeNumbers";
      const one = operation === "search" ? `${list}/*` : "";
      return {
        "short-number": [{ at: `${list}/-`, to: { phoneNumber: "72345" } }],
        "null-element": [{ at: `${list}/-`, to: null }],
        "small-currency": [
          { at: "/setupPrice/currencyCode", to: currency },
          { at: "/monthlyPrice/currencyCode", to: currency },
        ],
        "no-country": [{ at: `${list}/*/regionCode` }],
        "three-letter-country": [{ at: `${list}/*/regionCode`, to: country }],
        "no-price":
          operation === "list"
            ? [{ at: `${list}/*/money`, to: null }]
            : [{ at: `${one}/setupPrice`, to: null }, { at: `${one}/monthlyPrice` }],
        "no-currency": [
          { at: `${one}/setupPrice/currencyCode` },
          { at: `${one}/monthlyPrice/currencyCode` },
        ],
        "no-zone": [{ at: `${list}/*/nextChargeDate`, to: timeWithoutZone }],
        "other-number": [{ at: "/phoneNumber", to: nobodys }],
        "error-beside": [{ at: "/error", to: { code: 404, status: "NOT_FOUND" } }],
        "order-refused": [{ at: "/state", to: "REJECTED" }],
        "order-in-new-state": [{ at: "/state", to: "ON_HOLD" }],
        "order-done": [{ at: "/state", to: "COMPLETED" }],
        denied: [{ at: "/expireAt", to: "2030-01-02T03:04:05Z" }],
        "still-active": [{ at: "/expireAt", to: null }],
      };
    },
  } satisfies Partial<Setting>;
}

interface Setting {
  /** @param changes - what is another than usual; `key` is the secret one. */
  readonly provider: (
    sandbox: Sandbox,
    changes: { readonly key?: string; readonly baseUrl?: string; readonly account?: string },
  ) => ProviderAccount;
  readonly leasable: string;
  readonly price: Price;
  readonly country?: string;
  readonly takenMeanwhile: string;
  readonly nobodys: string;
  readonly secrets: (sandbox: Sandbox) => readonly string[];
  readonly operations: Partial<Record<StagedOperation, Operation>>;
  readonly oddities: (operation: StagedOperation) => Partial<Record<StagedOddity, Changes>>;
  readonly hasTokens?: boolean;
  readonly hasPages?: boolean;
  readonly fulfil?: (control: Control) => void;
  /** A 404 in the provider's general form. */
  readonly unmarked: object;
}

type Changes = Extract<Fault, { change: unknown }>["change"];

function harness(name: ProviderName, setting: Setting): ProviderHarness {
  return {
    start: async () => {
      const sandbox = await startSandbox();
      const { control } = sandbox;
      const wrong = "contiguity_sk_wrong";
      const { fulfil, operations } = setting;
      const add = (operation: StagedOperation, fault: Fault, times: Fault["times"] = "always") => {
        const known = operations[operation];
        if (!known) throw new RangeError(`There is no request of the kind ${operation}.`);
        control.fault(known, { ...fault, times });
      };
      return {
        provider: setting.provider(sandbox, {}),
        again: setting.provider(sandbox, { account: "again" }),
        stranger: setting.provider(sandbox, { key: wrong }),
        unreachable: setting.provider(sandbox, { baseUrl: closedPort }),
        leasable: e164(setting.leasable),
        price: setting.price,
        takenMeanwhile: e164(setting.takenMeanwhile),
        nobodys: e164(setting.nobodys),
        nobodysId: "9900000000000000000",
        query: { country: setting.country ?? "US" },
        secrets: [...setting.secrets(sandbox), wrong],
        fault: (operation, fault, after = 0) => {
          if (after > 0) add(operation, { delayMs: 0 }, after);
          const isUnmarked = fault === "unmarked-not-found";
          add(operation, isUnmarked ? { status: 404, body: setting.unmarked } : faults[fault]);
        },
        odd: (operation, oddity) => {
          const change = setting.oddities(operation)[oddity];
          if (change) add(operation, { change });
          return change !== undefined;
        },
        ...(setting.hasPages && { shortenPages: control.shortenPages }),
        ...(fulfil && { fulfil: () => fulfil(control) }),
        ...(setting.hasTokens && {
          revokeTokens: control.revokeTokens,
        }),
        requests: () => control.requests().length,
        hold: (count) => control.leaseMany({ provider: name, count }),
        held: () => control.owned(name),
        writes: () =>
          [operations.lease, operations.release].reduce(
            (sum, operation) => sum + (operation ? control.requests(operation).length : 0),
            0,
          ),
        close: () => sandbox.close(),
      };
    },
  };
}

function monthly(currency: string, setup: string, recurring: string): Price {
  const price = toPrice({ currency, setup, recurring, intervalMonths: 1 });
  if (!price) throw new RangeError("It is no price.");
  return price;
}

const page = { contentType: "text/html", body: "<html>not the provider</html>" };

const faults: Record<Exclude<StagedFault, "unmarked-not-found">, Fault> = {
  "reset-before-work": { reset: "before" },
  "reset-after-work": { reset: "after" },
  // As soon as it likes, so that a test does not wait for three tries.
  "server-error": { status: 500, body: "", headers: { "retry-after": "0" } },
  "rate-limited": { status: 429, body: "", headers: { "retry-after": "0" } },
  redirect: { status: 307, headers: { location: "?" } },
  page: { status: 200, ...page },
  "page-not-found": { status: 404, ...page },
  "gateway-not-found": { status: 404, body: { message: "Not Found", status: 404 } },
  "empty-after-work": { status: 204, after: true },
  "other-json": { status: 200, body: { ok: true } },
};
