import type { Command } from "../commands/command.js";
import { leaseCommand } from "../commands/lease.js";
import { repeatSearchCommand, searchCommand } from "../commands/search.js";
import { createKeptSearch } from "../search/kept-search.js";
import { createKnownCountries } from "../search/known-countries.js";
import type { AllTools } from "./all-tools.js";
import type { KeptState } from "../leases-view/tree-choices.js";

/** What a person comes for, loaded when they do: a file of its own. */
export function searchCommandsOf(tools: AllTools) {
  const ofSearch = {
    ...tools,
    keptSearch: createKeptSearch(tools.state),
    recentCountries: recentCountries(tools.state),
    knownCountries: createKnownCountries(tools.accounts),
  };
  return {
    "leaseline.search": searchCommand(ofSearch),
    "leaseline.repeatSearch": repeatSearchCommand(ofSearch),
    "leaseline.lease": leaseCommand(tools),
  } satisfies Record<string, Command>;
}

export type SearchCommandId = keyof ReturnType<typeof searchCommandsOf>;

const key = "leaseline.recentCountries";
const most = 5;

/** Countries that were searched in, the last one first. */
interface RecentCountries {
  get(): readonly string[];
  use(country: string): void;
}

function recentCountries(state: KeptState): RecentCountries {
  const get = () => {
    const kept: unknown = state.get(key);
    return Array.isArray(kept) ? kept.filter((code) => typeof code === "string") : [];
  };
  return {
    get,
    use: (country) => {
      const others = get().filter((code) => code !== country);
      void state.update(key, [country, ...others].slice(0, most));
    },
  };
}
