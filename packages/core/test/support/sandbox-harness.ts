import {
  type Fault,
  type Operation,
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
  return harness("contiguity", {
    provider: ({ contiguity }, changes) =>
      contiguityProvider({ ...contiguity, account: "test", transport, ...changes.contiguity }),
    leasable: plain,
    price: monthly("1.99", "2.99"),
    takenMeanwhile,
    nobodys: "+13055559999",
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
  const { plain, takenMeanwhile } = specialNumbers.sinch;
  return harness("sinch", {
    provider: ({ sinch }, changes) =>
      sinchProvider({ ...sinch, account: "test", transport, ...changes.sinch }),
    leasable: plain,
    price: monthly("0.00", "0.80"),
    takenMeanwhile,
    nobodys: "+12025559999",
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
    unmarked: { error: { code: 404, message: "Not Found", status: "NOT_FOUND" } },
    oddities: (operation) => {
      const list = operation === "search" ? "/availableNumbers" : "/activeNumbers";
      const one = operation === "search" ? `${list}/*` : "";
      return {
        "short-number": [{ at: `${list}/-`, to: { phoneNumber: "72345" } }],
        "null-element": [{ at: `${list}/-`, to: null }],
        "small-currency": [
          { at: "/setupPrice/currencyCode", to: "usd" },
          { at: "/monthlyPrice/currencyCode", to: "usd" },
        ],
        "no-country": [{ at: `${list}/*/regionCode` }],
        "three-letter-country": [{ at: `${list}/*/regionCode`, to: "USA" }],
        "no-price":
          operation === "list"
            ? [{ at: `${list}/*/money`, to: null }]
            : [{ at: `${one}/setupPrice`, to: null }, { at: `${one}/monthlyPrice` }],
        "no-currency": [
          { at: `${one}/setupPrice/currencyCode` },
          { at: `${one}/monthlyPrice/currencyCode` },
        ],
        "no-zone": [{ at: `${list}/*/nextChargeDate`, to: timeWithoutZone }],
        denied: [{ at: "/expireAt", to: "2030-01-02T03:04:05Z" }],
        "still-active": [{ at: "/expireAt", to: null }],
      };
    },
  });
}

interface Differences {
  readonly contiguity: {
    readonly apiKey?: string;
    readonly baseUrl?: string;
    readonly account?: string;
  };
  readonly sinch: {
    readonly keySecret?: string;
    readonly baseUrl?: string;
    readonly account?: string;
  };
}

interface Setting {
  readonly provider: (sandbox: Sandbox, changes: Differences) => ProviderAccount;
  readonly leasable: string;
  readonly price: Price;
  readonly takenMeanwhile: string;
  readonly nobodys: string;
  readonly secrets: (sandbox: Sandbox) => readonly string[];
  readonly operations: Record<StagedOperation, Operation>;
  readonly oddities: (operation: StagedOperation) => Partial<Record<StagedOddity, Changes>>;
  readonly hasTokens?: boolean;
  /** A 404 in the provider's general form. */
  readonly unmarked: object;
}

type Changes = Extract<Fault, { change: unknown }>["change"];

function harness(name: "contiguity" | "sinch", setting: Setting): ProviderHarness {
  return {
    start: async () => {
      const sandbox = await startSandbox();
      const { control } = sandbox;
      const baseUrl = closedPort;
      const wrong = "contiguity_sk_wrong";
      return {
        provider: setting.provider(sandbox, { contiguity: {}, sinch: {} }),
        again: setting.provider(sandbox, {
          contiguity: { account: "again" },
          sinch: { account: "again" },
        }),
        stranger: setting.provider(sandbox, {
          contiguity: { apiKey: wrong },
          sinch: { keySecret: wrong },
        }),
        unreachable: setting.provider(sandbox, { contiguity: { baseUrl }, sinch: { baseUrl } }),
        leasable: e164(setting.leasable),
        price: setting.price,
        takenMeanwhile: e164(setting.takenMeanwhile),
        nobodys: e164(setting.nobodys),
        query: { country: "US" },
        secrets: [...setting.secrets(sandbox), wrong],
        fault: (operation, fault) =>
          control.fault(setting.operations[operation], {
            ...(fault === "unmarked-not-found"
              ? { status: 404, body: setting.unmarked }
              : faults[fault]),
            times: "always",
          }),
        odd: (operation, oddity) => {
          const change = setting.oddities(operation)[oddity];
          if (change) control.fault(setting.operations[operation], { change, times: "always" });
          return change !== undefined;
        },
        ...(setting.hasTokens && {
          revokeTokens: control.revokeTokens,
        }),
        requests: () => control.requests().length,
        hold: (count) => control.leaseMany({ provider: name, count }),
        held: () => control.owned(name),
        writes: () =>
          Object.values(control.writes()).reduce((sum, { received }) => sum + received, 0),
        close: () => sandbox.close(),
      };
    },
  };
}

/** In USD. */
function monthly(setup: string, recurring: string): Price {
  const price = toPrice({ currency: "USD", setup, recurring, intervalMonths: 1 });
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
