import type { SearchQuery } from "../domain/search-query.js";
import type { SearchFilter } from "./provider-account.js";

/** The filters of a query that an account has none for: what it finds is not chosen by them. */
export function unfilteredBy(
  filters: readonly SearchFilter[],
  { type, features = [], digits }: SearchQuery,
): readonly SearchFilter["name"][] {
  const asked = {
    type: type !== undefined,
    features: features.length > 0,
    digits: digits !== undefined,
  };
  const names = ["type", "features", "digits"] as const;
  return names.filter((name) => asked[name] && !filters.some((one) => one.name === name));
}
