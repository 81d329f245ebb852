import type { AccountIdentity } from "../../src/domain/account.js";
import type { ProviderAccount } from "../../src/providers/provider-account.js";
import { exampleAccount } from "./example-account.js";

const never = new Promise<never>(() => {});
const pages = () => ({
  [Symbol.asyncIterator]: () => ({ next: () => never, return: () => never }),
});

/** An adapter that never answers, whatever it is asked and whether or not it is told to stop. */
export function silentAccount(changes: Partial<ProviderAccount> = {}): ProviderAccount {
  return {
    ...exampleAccount({ account: "silent" }),
    identity: "example||silent" as AccountIdentity,
    verify: () => never,
    search: pages,
    list: pages,
    quote: () => never,
    get: () => never,
    countries: () => never,
    connectionTargets: () => never,
    prepareLease: () => never,
    prepareRelease: () => never,
    relabel: () => never,
    follow: () => never,
    findOrder: () => never,
    ...changes,
  };
}
