import type { Answer, Prompts } from "../prompts/prompts.js";
import { type StoredAccount, accountTitle } from "./account.js";

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
    placeholder: "Which account?",
    canGoBack: false,
    choices: accounts.map((account) => ({
      label: accountTitle(account),
      icon: "account",
      value: account,
    })),
  });
}
