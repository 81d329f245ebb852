import type { Answer, Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";
import { translate } from "../words/translate.js";

/** Asks for one of the accounts; does not ask when there is only one. */
export async function pickAccount(
  accounts: readonly StoredAccount[],
  prompts: Prompts,
  title: string,
): Promise<Answer<StoredAccount>> {
  const [only] = accounts;
  if (only && accounts.length === 1) return { kind: "answered", value: only };
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
 * The account that is named, else one that is asked for. Null when there is none, or none is chosen.
 * @param none - what is said where there is none.
 */
export async function chooseAccount(
  named: string | null,
  accounts: readonly StoredAccount[],
  {
    prompts,
    title,
    none = translate("There is no such account."),
  }: { readonly prompts: Prompts; readonly title: string; readonly none?: string | undefined },
): Promise<StoredAccount | null> {
  const account = accounts.find(({ id }) => id === named);
  if (account) return account;
  if (accounts.length === 0) {
    prompts.tell({ severity: "information", text: none, actions: [] });
    return null;
  }
  const answer = await pickAccount(accounts, prompts, title);
  return answer.kind === "answered" ? answer.value : null;
}
