import { identifyAccount } from "../../src/providers/identify-account.js";
import type { ProviderAccount } from "../../src/providers/provider-account.js";

/** An account that holds nothing, and answers in our own types; `changes` make it a particular one. */
export function exampleAccount(
  changes: Partial<Omit<ProviderAccount, "capabilities">> & {
    readonly capabilities?: Partial<ProviderAccount["capabilities"]>;
  } = {},
): ProviderAccount {
  const { account = "a" } = changes;
  const baseUrl = "https://example.invalid";
  return {
    provider: "example",
    name: "Example",
    account,
    identity: identifyAccount({ provider: "example", baseUrl, own: account }),
    filters: [],
    verify: async () => {},
    search: async function* () {},
    quote: () => Promise.reject(new Error("nothing is offered")),
    prepareLease: () => Promise.reject(new Error("nothing is leased")),
    prepareRelease: () => Promise.reject(new Error("nothing is released")),
    list: async function* () {
      yield { leases: [], unread: [] };
    },
    get: async () => ({ kind: "not-owned" }),
    ...changes,
    capabilities: {
      releaseTakesEffect: "at-once",
      provisionsLater: false,
      connections: [],
      searchFindsAll: false,
      keepsLabels: false,
      saysNextCharge: false,
      settleMs: 20_000,
      listProvesAbsence: true,
      repeatPurchase: "unknown",
      ...changes.capabilities,
    },
  };
}
