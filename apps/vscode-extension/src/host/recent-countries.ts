import type { KeptState } from "../leases-view/tree-choices.js";

const key = "leaseline.recentCountries";
const most = 5;

/** Countries that were searched in, the last one first. */
export interface RecentCountries {
  get(): readonly string[];
  use(country: string): void;
}

export function recentCountries(state: KeptState): RecentCountries {
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
