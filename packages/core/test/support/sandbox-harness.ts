import {
  type Fault,
  type Operation,
  type Sandbox,
  specialNumbers,
  startSandbox,
} from "@leaseline/sandbox";
import { type E164, toE164 } from "../../src/domain/phone-number.js";
import type { Transport } from "../../src/http/transport.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import type { ProviderAccount } from "../../src/providers/provider-account.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import type { ProviderHarness, StagedFault, StagedOperation } from "../../src/testing/index.js";
import { closedPort } from "./loopback-server.js";

/** Contiguity on the sandbox. */
export function contiguityHarness(transport: Transport): ProviderHarness {
  const { plain, takenMeanwhile } = specialNumbers.contiguity;
  return harness("contiguity", {
    provider: ({ contiguity }, changes) =>
      contiguityProvider({ ...contiguity, account: "test", transport, ...changes.contiguity }),
    leasable: plain,
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
  });
}

/** Sinch on the sandbox. */
export function sinchHarness(transport: Transport): ProviderHarness {
  const { plain, takenMeanwhile } = specialNumbers.sinch;
  return harness("sinch", {
    provider: ({ sinch }, changes) =>
      sinchProvider({ ...sinch, account: "test", transport, ...changes.sinch }),
    leasable: plain,
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
  });
}

interface Changes {
  readonly contiguity: { readonly apiKey?: string; readonly baseUrl?: string };
  readonly sinch: { readonly keySecret?: string; readonly baseUrl?: string };
}

interface Setting {
  readonly provider: (sandbox: Sandbox, changes: Changes) => ProviderAccount;
  readonly leasable: string;
  readonly takenMeanwhile: string;
  readonly nobodys: string;
  readonly secrets: (sandbox: Sandbox) => readonly string[];
  readonly operations: Record<StagedOperation, Operation>;
}

function harness(name: "contiguity" | "sinch", setting: Setting): ProviderHarness {
  return {
    start: async () => {
      const sandbox = await startSandbox();
      const { control } = sandbox;
      const baseUrl = await closedPort();
      const wrong = "contiguity_sk_wrong";
      return {
        provider: setting.provider(sandbox, { contiguity: {}, sinch: {} }),
        stranger: setting.provider(sandbox, {
          contiguity: { apiKey: wrong },
          sinch: { keySecret: wrong },
        }),
        unreachable: setting.provider(sandbox, { contiguity: { baseUrl }, sinch: { baseUrl } }),
        leasable: e164(setting.leasable),
        takenMeanwhile: e164(setting.takenMeanwhile),
        nobodys: e164(setting.nobodys),
        query: { country: "US" },
        secrets: [...setting.secrets(sandbox), wrong],
        fault: (operation, fault) =>
          control.fault(setting.operations[operation], { ...faults[fault], times: "always" }),
        hold: (count) => control.leaseMany({ provider: name, count }),
        held: () => control.owned(name),
        writes: () =>
          Object.values(control.writes()).reduce((sum, { received }) => sum + received, 0),
        close: () => sandbox.close(),
      };
    },
  };
}

const page = { contentType: "text/html", body: "<html>not the provider</html>" };

const faults: Record<StagedFault, Fault> = {
  "reset-before-work": { reset: "before" },
  "reset-after-work": { reset: "after" },
  // As soon as it likes, so that a test does not wait for three tries.
  "server-error": { status: 500, body: "", headers: { "retry-after": "0" } },
  page: { status: 200, ...page },
  "page-not-found": { status: 404, ...page },
  "other-json": { status: 200, body: { ok: true } },
};

function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
