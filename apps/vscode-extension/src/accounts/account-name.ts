import { lengthProblem } from "../words/name-length.js";
import { translate } from "../words/translate.js";

/** Why an account cannot be called so; null where it can. */
export function accountNameProblem(text: string): string | null {
  return text.trim() === "" ? translate("A name for this account is needed.") : lengthProblem(text);
}
