import { translate } from "../words/translate.js";

/** It stands in every question about what the account pays for, which has to fit on the screen. */
const longest = 100;

/** Why an account cannot be called so; null where it can. */
export function accountNameProblem(text: string): string | null {
  const name = text.trim();
  if (name === "") return translate("A name for this account is needed.");
  return name.length > longest
    ? translate("The name of an account has at most {0} characters.", longest)
    : null;
}
