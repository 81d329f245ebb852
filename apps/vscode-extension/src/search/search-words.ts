import { type StoredAccount, accountTitle } from "../accounts/account.js";
import { translate } from "../words/translate.js";
import type { AccountSearches } from "./account-searches.js";

/** Of as many accounts, each is named: more names would leave no room for the rows. */
export const maxNamed = 3;

/** What is to be known of the accounts that are asked: a sentence each, or one for many. */
export function searchWords(
  searches: Pick<AccountSearches, "of">,
  accounts: readonly StoredAccount[],
): readonly string[] {
  const told = accounts.map((account) => ({ account, ...searches.of(account) }));
  const words = (
    those: typeof told,
    one: (name: string) => string,
    several: (count: number) => string,
  ) =>
    those.length > maxNamed
      ? [several(those.length)]
      : those.map(({ account }) => one(accountTitle(account)));
  return [
    ...words(
      told.filter(({ unfiltered }) => unfiltered.includes("type")),
      (name) =>
        translate("{0} does not distinguish types of numbers: all of its numbers are shown.", name),
      (count) =>
        translate(
          "{0} accounts do not distinguish types of numbers: all of their numbers are shown.",
          count,
        ),
    ),
    ...words(
      told.filter(({ unfiltered }) => unfiltered.includes("features")),
      (name) => translate("{0} does not say what its numbers can do: all of them are shown.", name),
      (count) =>
        translate(
          "{0} accounts do not say what their numbers can do: all of them are shown.",
          count,
        ),
    ),
    ...words(
      told.filter(({ late }) => late),
      (name) => translate("{0} has not answered yet.", name),
      (count) => translate("{0} accounts have not answered yet.", count),
    ),
  ];
}
