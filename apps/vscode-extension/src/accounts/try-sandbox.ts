import { providers } from "@leaseline/core";
import type { StoredAccount } from "./account.js";
import type { AccountStore } from "./account-store.js";

const shared = { label: "sandbox", sandbox: true, production: false, revision: "" } as const;
const sandboxAccounts = providers.map(({ id }): StoredAccount => ({
  id: `sandbox-${id}`,
  provider: id,
  ...shared,
}));

/** Adds one account of each provider at the sandbox. To do so again changes nothing. */
export async function trySandbox(
  store: AccountStore,
  start: () => Promise<unknown>,
): Promise<void> {
  // It has to run before its accounts are there to be asked.
  await start();
  const there = new Set(store.list().map(({ id }) => id));
  for (const account of sandboxAccounts) if (!there.has(account.id)) await store.put(account, null);
}
