import type { Answer, Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";
import { noSuchAccount } from "./account-here.js";
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
 * The account that is named; where none is, one that is asked for. Null when there is none, or none is chosen. One that
 * is named and gone stands for no other one: the only one that is left would not even be asked for.
 * @param none - what is said where there is none.
 */
export async function chooseAccount(
  named: string | null,
  accounts: readonly StoredAccount[],
  {
    prompts,
    title,
    none = noSuchAccount(),
  }: { readonly prompts: Prompts; readonly title: string; readonly none?: string | undefined },
): Promise<StoredAccount | null> {
  const account = accounts.find(({ id }) => id === named);
  if (account) return account;
  if (named !== null || accounts.length === 0) {
    const text = accounts.length === 0 ? none : noSuchAccount();
    prompts.tell({ text });
    return null;
  }
  const answer = await pickAccount(accounts, prompts, title);
  return answer.kind === "answered" ? answer.value : null;
}
