import type { AccountId, Ledger } from "@leaseline/core";
import { readLedger } from "../ledger/ledger-view.js";
import type { Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";
import type { AccountStore } from "./account-store.js";

export interface RemoveAccountTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
  readonly ledger: Ledger;
}

/** Forgets an account and its keys. Its numbers stay leased. Resolves to whether it was removed. */
export async function removeAccount(
  account: StoredAccount,
  { prompts, store, ledger }: RemoveAccountTools,
): Promise<boolean> {
  const { open } = await readLedger(ledger);
  const unsettled = open.filter((operation) => operation.account === account.id).length;
  const sure = await prompts.confirm({
    title: `Remove ${accountTitle(account)}?`,
    detail: [
      "Its keys are deleted from this computer. Its numbers are not released: they stay leased, and are charged as before.",
      ...(unsettled === 0
        ? []
        : [
            "",
            `What became of ${unsettled === 1 ? "one lease or release" : `${unsettled} leases or releases`} is not known yet, and nobody can ask about it without the account.`,
          ]),
    ],
    yes: "Remove Account",
  });
  if (!sure) return false;
  await store.remove(account.id);
  // A ledger that cannot be written must not keep the keys here.
  await forgetLists(ledger, account.id).catch(() => {});
  return true;
}

/** What was read under the account's name. */
export async function forgetLists(ledger: Ledger, account: AccountId): Promise<void> {
  for (const list of await ledger.lists()) if (list.account === account) await ledger.forget(list);
}
