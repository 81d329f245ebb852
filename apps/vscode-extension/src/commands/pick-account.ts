import type { Accounts } from "../accounts/accounts.js";
import type { Answer, Prompts } from "../prompts/prompts.js";
import { selectedAccount } from "./selected.js";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import { noSuchAccount } from "../accounts/account-here.js";
import { translate } from "../words/translate.js";

/** Asks for one of the accounts; does not ask when there is only one, unless `always`. */
export async function pickAccount(
  accounts: readonly StoredAccount[],
  prompts: Prompts,
  title: string,
  always = false,
): Promise<Answer<StoredAccount>> {
  const [only] = accounts;
  if (only && accounts.length === 1 && !always) return { kind: "answered", value: only };
  return prompts.pick({
    title,
    placeholder: translate("Which account?"),
    canGoBack: false,
    choices: accounts.map((account) => ({
      label: accountTitle(account),
      icon: "account",
      value: account,
    })),
  });
}

/**
 * The account that a command is about: the row it was called on, or one that is asked for where it was called on none.
 * Null when there is none, or none is chosen. One that is named and gone stands for no other one: the only one that is
 * left would not even be asked for.
 */
export async function pickAccountOf(
  selected: unknown,
  title: string,
  { prompts, accounts }: { readonly prompts: Prompts; readonly accounts: Pick<Accounts, "list"> },
): Promise<StoredAccount | null> {
  const all = accounts.list();
  const named = selectedAccount(selected);
  const account = all.find(({ id }) => id === named);
  if (account) return account;
  if (named !== null || all.length === 0) {
    prompts.tell({ text: noSuchAccount() });
    return null;
  }
  const answer = await pickAccount(all, prompts, title);
  return answer.kind === "answered" ? answer.value : null;
}
