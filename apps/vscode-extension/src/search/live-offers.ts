import type { Offer, SearchQuery } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { Choice, LiveChoices } from "../prompts/prompts.js";
import { translate, words } from "../words/translate.js";
import { type Trouble, describeTrouble } from "../words/trouble-words.js";
import { offerChoice, offerTexts, typedDigits } from "./offer-choice.js";
import { createOfferIndex } from "./offer-index.js";

/** What a person can choose from among the results. */
export type ResultChoice =
  | { readonly kind: "offer"; readonly offer: Offer }
  /** Go back to an earlier question. */
  | { readonly kind: "change"; readonly what: "country" | "type" }
  /** Ask again. */
  | { readonly kind: "retry" };

/** What one of the accounts that were asked has to say, as it comes. */
export type SearchEvent =
  | { readonly kind: "offers"; readonly offers: readonly Offer[] }
  /** Offers that could not be read, beside those that could. */
  | { readonly kind: "unreadable"; readonly account: string; readonly count: number }
  | { readonly kind: "failed"; readonly account: string; readonly trouble: Trouble };

export type SearchAccounts = (
  query: SearchQuery,
  accounts: readonly StoredAccount[],
  signal: AbortSignal,
) => AsyncIterable<SearchEvent>;

export interface OfferSearch {
  readonly search: SearchAccounts;
  readonly accounts: readonly StoredAccount[];
  readonly query: SearchQuery;
  readonly account: (id: string) => StoredAccount | null;
  /** Told of everything that is found. */
  readonly found: (offers: readonly Offer[]) => void;
  readonly locale?: string | undefined;
}

/** The most rows that are shown; typing finds the others. */
const maxRows = 200;
const debounceMs = 300;

/** Offers as they come, narrowed by what is typed: at once among those found, then at the providers. */
export function liveOffers({
  search,
  accounts,
  query,
  account,
  found,
  locale,
}: OfferSearch): LiveChoices<ResultChoice> {
  const known = createOfferIndex(offerTexts(account, locale));
  const asked = new Map<string, readonly Choice<ResultChoice>[]>();

  // Only what is shown is put into words.
  const choice = (offer: Offer) => offerChoice(offer, account(offer.account), locale);

  return async function* (typed, signal) {
    const digits = typedDigits(typed);
    const question = digits ?? "";
    const show = (done: boolean) =>
      rows(known.fitting(typed, maxRows).map(choice), asked.get(question) ?? [], {
        typed,
        done,
        query,
      });
    const before = asked.get(question);
    if (before) {
      yield show(true);
      return;
    }
    if (known.size > 0) yield show(false);
    if (typed !== "") await new Promise((resolve) => setTimeout(resolve, debounceMs));
    if (signal.aborted) return;
    const problems: Choice<ResultChoice>[] = [];
    for await (const event of search({ ...query, digits }, accounts, signal)) {
      if (signal.aborted) return;
      if (event.kind === "offers") {
        for (const offer of event.offers) known.add(offer);
        found(event.offers);
        yield show(false);
      } else if (event.kind === "unreadable") {
        problems.push(unreadableRow(event.count, account(event.account)));
      } else if (event.trouble.kind !== "cancelled") {
        problems.push(problemRow(event.trouble, account(event.account)));
      }
    }
    // What failed is asked again the next time.
    asked.set(question, problems);
    yield show(true);
    if (problems.length > 0) asked.delete(question);
  };
}

function rows(
  offers: readonly Choice<Offer>[],
  problems: readonly Choice<ResultChoice>[],
  { typed, done, query }: { typed: string; done: boolean; query: SearchQuery },
): readonly Choice<ResultChoice>[] {
  const shown = offers.map((choice) => ({
    ...choice,
    value: { kind: "offer", offer: choice.value } as const,
  }));
  const empty = done && shown.length === 0 && problems.length === 0;
  return [...problems, ...shown, ...(empty ? emptyRows(typed, query) : [])];
}

function emptyRows(typed: string, { type }: SearchQuery): readonly Choice<ResultChoice>[] {
  return [
    ...(type
      ? [
          {
            label: translate("Search all types"),
            icon: "list-filter",
            description: translate("no {0} number found", words.type(type)),
            value: { kind: "change", what: "type" } as const,
          },
        ]
      : []),
    {
      label: translate("Choose another country"),
      icon: "globe",
      description: typed
        ? translate("no number with “{0}” found; delete what you typed to see all", typed)
        : translate("no number found"),
      value: { kind: "change", what: "country" },
    },
  ];
}

function unreadableRow(count: number, account: StoredAccount | null): Choice<ResultChoice> {
  return {
    label: unreadableWords(count, account),
    icon: "warning",
    detail: translate("The others are shown. Search again to try once more."),
    group: translate("not complete"),
    value: { kind: "retry" },
  };
}

function unreadableWords(count: number, account: StoredAccount | null): string {
  if (!account)
    return count === 1
      ? translate("1 offer could not be read")
      : translate("{0} offers could not be read", count);
  return count === 1
    ? translate("1 offer of {0} could not be read", account.label)
    : translate("{0} offers of {1} could not be read", count, account.label);
}

function problemRow(trouble: Trouble, account: StoredAccount | null): Choice<ResultChoice> {
  const { happened, next } = describeTrouble(trouble);
  return {
    label: account
      ? translate("{0} could not be searched", account.label)
      : translate("The account could not be searched"),
    icon: "warning",
    detail: `${happened} ${next}`,
    group: translate("not complete"),
    value: { kind: "retry" },
  };
}
