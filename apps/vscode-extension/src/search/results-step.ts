import type { NumberType, Offer } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { Answer, LiveChoices, Prompts } from "../prompts/prompts.js";
import { translate, words } from "../words/translate.js";
import type { SearchAccounts } from "./account-searches.js";
import type { ResultChoice } from "./beside-offers.js";
import { liveOffers } from "./live-offers.js";
import { type ResultView, viewButtons, wholeView } from "./result-view.js";
import type { SearchStart } from "./search-link.js";

export interface ResultsTools {
  readonly prompts: Prompts;
  /** Offers of the accounts that are asked. */
  readonly search: SearchAccounts;
  /** Told when a search begins: what was found before is not part of it. */
  readonly begun: (country: string) => void;
  readonly found: (offers: readonly Offer[]) => void;
  /** Told what is searched for, whenever that is something else. */
  readonly searched: (search: SearchStart & { readonly country: string }) => void;
  /** What a link has said already, or the last search; what it has not is asked for. */
  readonly start?: SearchStart | undefined;
  readonly locale: string;
}

/** What has been answered so far; a step fills in its own part. */
export interface Wanted {
  readonly accounts: readonly StoredAccount[];
  /** ISO 3166-1 alpha-2; empty where it has yet to be asked for. */
  readonly country: string;
  readonly type: NumberType | undefined;
}

/** The last step. What was typed, chosen and found is still there when a person comes back to it. */
export function createResults(tools: ResultsTools) {
  const { prompts, search, searched, begun, found, locale, start } = tools;
  let view: ResultView = start?.view ?? wholeView;
  let typed = start?.typed ?? "";
  let lastCountry = start?.country ?? null;
  let before: { readonly key: string; readonly offers: LiveChoices<ResultChoice> } | null = null;

  const offersOf = ({ accounts, country, type }: Wanted): LiveChoices<ResultChoice> => {
    const key = JSON.stringify([accounts.map(({ id, revision }) => [id, revision]), country, type]);
    if (before?.key === key) return before.offers;
    const offers = liveOffers({
      search,
      accounts,
      query: { country, type },
      account: (id) =>
        accounts.length > 1 ? (accounts.find((account) => account.id === id) ?? null) : null,
      view: () => view,
      found,
      locale,
    });
    before = { key, offers };
    begun(country);
    return offers;
  };

  return {
    forget: () => (before = null),
    drop: (what: "typed" | "view") => {
      if (what === "typed") typed = "";
      else view = { ...wholeView, order: view.order };
    },
    ask: (wanted: Wanted): Promise<Answer<ResultChoice>> => {
      const { accounts, country, type } = wanted;
      // Digits of one country lead nowhere in another.
      if (lastCountry !== null && country !== lastCountry) typed = "";
      lastCountry = country;
      const tell = () =>
        searched({ accounts: accounts.map(({ id }) => id), country, type, view, typed });
      const offers = offersOf(wanted);
      return prompts.pick<ResultChoice>({
        title: [translate("Search Numbers: {0}", country), words.type(type ?? null)]
          .filter(Boolean)
          .join(" · "),
        placeholder: translate("Type digits or words to narrow down, such as 305 or SMS"),
        canGoBack: true,
        typed,
        buttons: () => viewButtons(view, accounts, (changed) => (view = changed)),
        choices: (text, signal) => {
          typed = text;
          tell();
          return offers(text, signal);
        },
      });
    },
  };
}
