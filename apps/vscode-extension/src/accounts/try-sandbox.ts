import type { StoredAccount } from "./account.js";
import type { AccountStore } from "./account-store.js";

const sandboxAccounts: readonly StoredAccount[] = [
  { id: "sandbox-contiguity", provider: "contiguity", label: "sandbox", sandbox: true },
  { id: "sandbox-sinch", provider: "sinch", label: "sandbox", sandbox: true },
];

/** Adds one account of each provider at the sandbox. To do so again changes nothing. */
export async function trySandbox(
  store: AccountStore,
  start: () => Promise<unknown>,
): Promise<void> {
  // It has to run before its accounts are there to be asked.
  await start();
  for (const account of sandboxAccounts) await store.add(account, null);
}
