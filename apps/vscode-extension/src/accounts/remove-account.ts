import { openStates } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";
import type { AccountGroup } from "./account-group.js";
import type { AccountStore } from "./account-store.js";
import { numberCount } from "../words/count-words.js";
import { deleteKeys } from "./key-fields.js";
import { translate } from "../words/translate.js";
import { notDone } from "../words/whole-notice.js";

export interface RemoveAccountTools {
  readonly prompts: Pick<Prompts, "confirm" | "tell">;
  readonly store: Pick<AccountStore, "remove">;
  readonly group: Pick<AccountGroup, "ledger" | "isShared">;
}

/** Forgets an account and its keys. Its numbers stay leased. Resolves to whether it was removed. */
export async function removeAccount(
  account: StoredAccount,
  { prompts, store, group: { ledger, isShared } }: RemoveAccountTools,
): Promise<boolean> {
  // A ledger that cannot be read or written must not keep the keys here.
  const open = await ledger.operations({ states: openStates, account: account.id }).catch(() => []);
  const lists = await ledger.lists().catch(() => []);
  const own = lists.filter((list) => list.account === account.id);
  const held = own.reduce((sum, { leases }) => sum + leases.length, 0);
  const sure = await prompts.confirm({
    title: translate("Remove {0}?", accountTitle(account)),
    detail: [
      translate(
        "Its keys are deleted from this computer. Its numbers are not released: they stay leased, and are charged as before.",
      ),
      ...(held === 0
        ? []
        : [
            translate("As last read it holds this much: {0}.", numberCount(held)),
            translate("What is protected stays so, for whoever adds the account again."),
            // What machines share counts in the limits of all of them, and others may have the keys.
            ...(isShared
              ? []
              : [translate("The limits on this machine do not count what it holds any more.")]),
          ]),
      ...(open.length === 0
        ? []
        : [
            "",
            open.length === 1
              ? translate(
                  "What became of one lease or release is not known yet, and nobody can ask about it without the account.",
                )
              : translate(
                  "What became of {0} leases or releases is not known yet, and nobody can ask about it without the account.",
                  open.length,
                ),
          ]),
    ],
    yes: translate("Remove Account"),
  });
  if (!sure) return false;
  try {
    await deleteKeys(() => store.remove(account.id));
  } catch (error) {
    prompts.tell(notDone(translate("{0} was not removed.", accountTitle(account)), error));
    return false;
  }
  if (isShared) return true;
  for (const list of own) await ledger.forget(list).catch(() => {});
  return true;
}
