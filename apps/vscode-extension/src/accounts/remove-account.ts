import type { Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";
import type { AccountStore } from "./account-store.js";

export interface RemoveAccountTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
}

/** Forgets an account and its keys. Its numbers stay leased. Resolves to whether it was removed. */
export async function removeAccount(
  account: StoredAccount,
  { prompts, store }: RemoveAccountTools,
): Promise<boolean> {
  const sure = await prompts.confirm({
    title: `Remove ${accountTitle(account)}?`,
    detail:
      "Its keys are deleted from this computer. Its numbers are not released: they stay leased, and are charged as before.",
    yes: "Remove Account",
  });
  if (!sure) return false;
  await store.remove(account.id);
  return true;
}
