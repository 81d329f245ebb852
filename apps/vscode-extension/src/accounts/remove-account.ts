import { openStates } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";
import type { AccountGroup } from "./account-group.js";
import type { AccountStore } from "./account-store.js";

export interface RemoveAccountTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
  readonly group: Pick<AccountGroup, "ledger">;
}

/** Forgets an account and its keys. Its numbers stay leased. Resolves to whether it was removed. */
export async function removeAccount(
  account: StoredAccount,
  { prompts, store, group: { ledger } }: RemoveAccountTools,
): Promise<boolean> {
  // A ledger that cannot be read or written must not keep the keys here.
  const open = await ledger.operations({ states: openStates, account: account.id }).catch(() => []);
  const sure = await prompts.confirm({
    title: `Remove ${accountTitle(account)}?`,
    detail: [
      "Its keys are deleted from this computer. Its numbers are not released: they stay leased, and are charged as before.",
      ...(open.length === 0
        ? []
        : [
            "",
            `What became of ${open.length === 1 ? "one lease or release" : `${open.length} leases or releases`} is not known yet, and nobody can ask about it without the account.`,
          ]),
    ],
    yes: "Remove Account",
  });
  if (!sure) return false;
  const lists = await ledger.lists().catch(() => []);
  await store.remove(account.id);
  for (const list of lists)
    if (list.account === account.id) await ledger.forget(list).catch(() => {});
  return true;
}
