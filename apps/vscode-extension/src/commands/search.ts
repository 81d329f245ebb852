import type { KeptSearch } from "../search/kept-search.js";
import type { KnownCountries } from "../search/known-countries.js";
import type { LastSearch } from "../search/last-search.js";
import { searchOver } from "../search/search-accounts.js";
import { type SearchStart, readSearchLink, searchLike } from "../search/search-link.js";
import { searchNumbers } from "../search/search-numbers.js";
import type { Command, CommandTools } from "./command.js";
import { type LeaseCommandTools, hasAccount, leaseIn } from "./lease.js";
import { selectedAccount, selectedLink, selectedNumber } from "./selected.js";
import { translate } from "../words/translate.js";

export type SearchCommandTools = LeaseCommandTools &
  Pick<CommandTools, "prompts" | "accounts" | "actions"> & {
    readonly lastSearch: LastSearch;
    readonly keptSearch: KeptSearch;
    readonly knownCountries: KnownCountries;
    readonly recentCountries: { get(): readonly string[]; use(country: string): void };
    readonly locale: string;
  };

export function searchCommand(tools: SearchCommandTools): Command {
  const { prompts, accounts } = tools;
  return async (selected) => {
    const link = selectedLink(selected);
    const start = link && readSearchLink(link);
    if (link && !start) {
      const text = translate("This link opens nothing here. Nothing was done.");
      prompts.tell({ text });
      return;
    }
    const number = selectedNumber(selected);
    const only = accounts.find(selectedAccount(selected) ?? "");
    await search(tools, number ? searchLike(number) : start, only ? [only] : accounts.list());
  };
}

/** The last search as it was left, without a question; where there was none, a new one. */
export function repeatSearchCommand(tools: SearchCommandTools): Command {
  return () => search(tools, tools.keptSearch.get(), tools.accounts.list());
}

async function search(
  tools: SearchCommandTools,
  start: SearchStart | null,
  asked: ReturnType<SearchCommandTools["accounts"]["list"]>,
): Promise<void> {
  const { prompts, accounts, lastSearch, keptSearch, knownCountries, recentCountries, locale } =
    tools;
  if (!hasAccount(tools)) return;
  await searchNumbers({
    prompts,
    search: searchOver(accounts),
    accounts: asked,
    countries: knownCountries,
    recentCountries: recentCountries.get(),
    begun: (country) => {
      recentCountries.use(country);
      lastSearch.begin();
    },
    found: lastSearch.add,
    searched: keptSearch.keep,
    chosen: async (offer) => {
      const end = await leaseIn(offer, true, tools);
      return end === "back" ? "back" : "done";
    },
    start: start ?? undefined,
    locale,
  });
}
