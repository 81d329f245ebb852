import type { Accounts } from "../accounts/accounts.js";
import type { LastSearch } from "../search/last-search.js";
import { searchOver } from "../search/search-accounts.js";
import { readSearchLink } from "../search/search-link.js";
import { searchNumbers } from "../search/search-numbers.js";
import type { Command, CommandTools } from "./command.js";
import { type LeaseCommandTools, hasAccount, leaseIn } from "./lease.js";
import { selectedAccount, selectedLink } from "./selected.js";
import { translate } from "../words/translate.js";

export type SearchCommandTools = LeaseCommandTools &
  Pick<CommandTools, "prompts" | "accounts" | "actions"> & {
    readonly lastSearch: LastSearch;
    readonly recentCountries: { get(): readonly string[]; use(country: string): void };
    readonly locale: string;
  };

export function searchCommand(tools: SearchCommandTools): Command {
  const { prompts, accounts, lastSearch, recentCountries, locale } = tools;
  return async (selected) => {
    const link = selectedLink(selected);
    const start = link && readSearchLink(link);
    if (link && !start) {
      const text = translate("This link leads to nothing here. Nothing was done.");
      prompts.tell({ severity: "information", text, actions: [] });
      return;
    }
    if (!hasAccount(tools)) return;
    const only = accounts.find(selectedAccount(selected) ?? "");
    const asked = only ? [only] : accounts.list();
    lastSearch.begin();
    await searchNumbers({
      prompts,
      search: searchOver(accounts),
      connected: await connectedIn(accounts),
      accounts: asked,
      recentCountries: recentCountries.get(),
      found: lastSearch.add,
      chosenCountry: (country) => {
        recentCountries.use(country);
        // What was found before going back is not part of this search.
        lastSearch.begin();
      },
      chosen: async (offer) => {
        const end = await leaseIn(offer, true, tools);
        return end === "back" ? "back" : "done";
      },
      start: start ?? undefined,
      locale,
    });
  };
}

async function connectedIn(accounts: Accounts) {
  const all = await Promise.all(accounts.groups().map((group) => group.connect()));
  return all.flatMap(({ client }) => client.accounts);
}
