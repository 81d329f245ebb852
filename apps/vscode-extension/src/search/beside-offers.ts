import type { NumberType, Offer } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { Choice } from "../prompts/prompts.js";
import { translate, words } from "../words/translate.js";
import { type Trouble, describeTrouble } from "../words/trouble-words.js";
import type { SearchProblem } from "./account-searches.js";
import type { ResultView } from "./result-view.js";
import { maxNamed } from "./search-words.js";

/** What a person can choose from among the results. */
export type ResultChoice =
  | { readonly kind: "offer"; readonly offer: Offer }
  /** Go back to an earlier question, or do without what narrows the results. */
  | { readonly kind: "change"; readonly what: "country" | "type" | "typed" | "view" }
  /** Ask again. */
  | { readonly kind: "retry" };

/** What can be done where nothing was found. */
export function emptyRows({
  typed,
  type,
  view: { features, readyOnly },
}: {
  readonly typed: string;
  readonly type: NumberType | undefined;
  readonly view: ResultView;
}): readonly Choice<ResultChoice>[] {
  const row = (label: string, icon: string, what: "country" | "type" | "typed" | "view") =>
    ({ label, icon, value: { kind: "change", what } }) as const;
  return [
    ...(typed === "" ? [] : [row(translate("Drop “{0}”", typed), "clear-all", "typed")]),
    ...(features.length > 0 || readyOnly
      ? [row(translate("Show numbers of every kind"), "filter", "view")]
      : []),
    ...(type ? [row(translate("Search all types"), "list-filter", "type")] : []),
    row(translate("Choose another country"), "globe", "country"),
  ];
}

/** That nothing was found, a sentence. */
export function emptyWords(typed: string, type: NumberType | undefined): string {
  if (typed !== "") return translate("No number with “{0}” was found.", typed);
  return type
    ? translate("No {0} number was found.", words.type(type))
    : translate("No number was found.");
}

/** A row for each, and one for many that have failed: the offers stand below. */
export function problemRows(
  problems: readonly SearchProblem[],
  account: (id: string) => StoredAccount | null,
): readonly Choice<ResultChoice>[] {
  const failed = problems.filter((one) => one.kind === "failed");
  const isEach = failed.length <= maxNamed;
  const rows = problems.flatMap((one) =>
    one.kind === "failed"
      ? isEach
        ? problemRow(one.trouble, account(one.account))
        : []
      : unreadableRow(one.count, account(one.account)),
  );
  return isEach ? rows : [failedRow(failed.map(({ trouble }) => trouble)), ...rows];
}

function unreadableRow(count: number, account: StoredAccount | null): Choice<ResultChoice> {
  return {
    label: unreadableWords(count, account),
    icon: "warning",
    detail: translate("The others are shown. Search again to try once more."),
    ...beside,
    group: translate("not complete"),
  };
}

function unreadableWords(count: number, account: StoredAccount | null): string {
  if (!account)
    return count === 1
      ? translate("1 offer could not be read")
      : translate("{0} offers could not be read", count);
  return count === 1
    ? translate("1 offer of {0} could not be read", accountTitle(account))
    : translate("{0} offers of {1} could not be read", count, accountTitle(account));
}

function problemRow(trouble: Trouble, account: StoredAccount | null): Choice<ResultChoice> {
  return {
    label: account
      ? translate("{0} could not be searched", accountTitle(account))
      : translate("The account could not be searched"),
    icon: "warning",
    detail: troubleLine(trouble),
    ...beside,
    group: translate("not complete"),
  };
}

function failedRow(troubles: readonly Trouble[]): Choice<ResultChoice> {
  return {
    label: translate("{0} accounts could not be searched", troubles.length),
    icon: "warning",
    detail: [...new Set(troubles.map(troubleLine))].join(" · "),
    ...beside,
    group: translate("not complete"),
  };
}

function troubleLine(trouble: Trouble): string {
  const { happened, next } = describeTrouble(trouble);
  return `${happened} ${next}`;
}

const beside = { aside: true, value: { kind: "retry" } } as const;
