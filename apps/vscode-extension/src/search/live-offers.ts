import type { Offer, SearchQuery } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { Choice, LiveChoices } from "../prompts/prompts.js";
import { type SearchAccounts, accountSearches } from "./account-searches.js";
import { type ResultChoice, emptyRows, emptyWords, problemRows } from "./beside-offers.js";
import { offerChoice, offerTexts, typedDigits } from "./offer-choice.js";
import { createOfferIndex } from "./offer-index.js";
import {
  type ResultView,
  canTell,
  isInView,
  providerOf,
  viewWords,
  wholeView,
} from "./result-view.js";
import { searchWords } from "./search-words.js";

export interface OfferSearch {
  readonly search: SearchAccounts;
  readonly accounts: readonly StoredAccount[];
  readonly query: Pick<SearchQuery, "country" | "type">;
  /** The account that a row has to name; null where that goes without saying. */
  readonly account: (id: string) => StoredAccount | null;
  /** What is to be shown, as it is now; all of it when left out. */
  readonly view?: () => ResultView;
  /** Told of everything that is found. */
  readonly found: (offers: readonly Offer[]) => void;
  readonly locale?: string | undefined;
}

/** The most rows that are shown; typing finds the others. */
const maxRows = 200;
/** As many are asked for where some of them will not be shown. */
const maxAsked = 1000;
const debounceMs = 300;

/**
 * Offers as they come, narrowed by what is typed: at once among those found, then at the providers that look for
 * digits themselves. Every account is asked by itself, and goes on while what it was asked stays the same.
 */
export function liveOffers({
  search,
  accounts,
  query,
  account,
  view: viewNow = () => wholeView,
  found,
  locale,
}: OfferSearch): LiveChoices<ResultChoice> {
  const known = createOfferIndex(offerTexts(account, locale), locale);
  const telling = new Set(accounts.filter((one) => canTell(one, "features")).map(({ id }) => id));
  const searches = accountSearches(search, (offers) => {
    for (const offer of offers) known.add(offer);
    found(offers);
  });
  // Only what is shown is put into words, and once: it is shown again with everything that comes.
  const rows = new WeakMap<Offer, Choice<ResultChoice>>();
  const rowOf = (offer: Offer) => {
    const row = rows.get(offer) ?? offerRow(offerChoice(offer, account(offer.account), locale));
    rows.set(offer, row);
    return row;
  };
  let turn = 0;

  return async function* (typed, signal) {
    const mine = (turn += 1);
    const view = viewNow();
    const asked = accounts.map((one) => ({
      account: one,
      query: queryOf(one, query, { digits: typedDigits(typed), view }),
    }));
    const show = (done: boolean) => {
      const order = { order: view.order, wanted: isInView(view, (id) => telling.has(id)) };
      const shown = known.fitting(typed, maxRows, order).map(rowOf);
      const problems = problemRows(searches.problems, account);
      const isEmpty = done && shown.length === 0 && problems.length === 0;
      const empty = isEmpty ? emptyRows({ typed, type: query.type, view }) : [];
      return {
        choices: [...problems, ...shown, ...empty],
        note: [
          ...(isEmpty ? [emptyWords(typed, query.type)] : []),
          ...viewWords(view, { isEmpty: shown.length === 0 }),
          ...searchWords(searches, accounts),
        ].join(" "),
      };
    };
    const isKnown = searches.keep(asked) === "all";
    const changes = searches.follow();
    let begun = false;
    const begin = () => {
      begun = true;
      for (const one of asked) searches.ask(one);
      changes.notice();
    };
    const timer = isKnown || typed === "" ? null : setTimeout(begin, debounceMs);
    if (!timer) begin();
    const leave = () => {
      if (timer) clearTimeout(timer);
      changes.end();
    };
    const stop = () => {
      leave();
      // Whoever types on has taken up by then what is still wanted.
      queueMicrotask(() => mine === turn && searches.stop());
    };
    signal.addEventListener("abort", stop, { once: true });
    try {
      for (;;) {
        if (signal.aborted) return;
        if (searches.unexpected) throw searches.unexpected.error;
        const done = begun && searches.areDone;
        if (done || known.size > 0 || searches.haveNews) yield show(done);
        if (done) return;
        await changes.next();
        // Others have their turn before all is sorted anew.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      leave();
    }
  };
}

/** What an account is asked: not for what can be looked for among all that it has told. */
function queryOf(
  account: StoredAccount,
  query: OfferSearch["query"],
  { digits, view }: { readonly digits: string | undefined; readonly view: ResultView },
): SearchQuery {
  if (providerOf(account)?.capabilities.searchFindsAll) return query;
  const { features, readyOnly } = view;
  return {
    ...query,
    digits,
    ...(features.length > 0 && { features }),
    limit: readyOnly ? maxAsked : maxRows,
  };
}

function offerRow(choice: Choice<Offer>): Choice<ResultChoice> {
  return { ...choice, value: { kind: "offer", offer: choice.value } };
}
