import { translate } from "./translate.js";

/** Of the names that people give: they stand in questions about money, which have to fit on a screen. */
const longestName = 100;

/** Why it is no name for that it is too long; null where it is not. */
export function lengthProblem(name: string): string | null {
  return name.trim().length > longestName
    ? translate("At most {0} characters.", longestName)
    : null;
}
