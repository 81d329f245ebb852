import { countText, translate } from "../words/translate.js";
import { maxCompared, type PageLabels } from "./messages.js";

interface Counts {
  readonly shown: number;
  /** Without the filter. */
  readonly all: number;
  /** The name of the column that they are sorted by. */
  readonly sortedBy: string | null;
}

/** How many rows there are, and how they are narrowed and sorted. @param empty - said where there is none at all. */
export function statusWords({ shown, all, sortedBy }: Counts, empty: string): string {
  if (all === 0) return empty;
  if (shown === 0) return translate("No row fits the filter.");
  const [some, whole] = [countText(shown), countText(all)];
  if (shown < all)
    return sortedBy === null
      ? translate("{0} of {1} rows", some, whole)
      : translate("{0} of {1} rows, sorted by {2}", some, whole, sortedBy);
  if (all === 1)
    return sortedBy === null ? translate("1 row") : translate("1 row, sorted by {0}", sortedBy);
  return sortedBy === null
    ? translate("{0} rows", whole)
    : translate("{0} rows, sorted by {1}", whole, sortedBy);
}

/** How many offers are compared, and what to do for there to be some. */
export function comparingWords(count: number): string {
  if (count === 0)
    return translate("Tick up to {0} offers to see what each costs over two years.", maxCompared);
  if (count === maxCompared)
    return translate("{0} offers compared, which is the most at once", count);
  return count === 1 ? translate("1 offer compared") : translate("{0} offers compared", count);
}

/** What the controls of the panel's page are called. */
export function pageLabels(): PageLabels {
  return {
    show: translate("What to show"),
    numbers: translate("My Numbers"),
    offers: translate("Compare"),
    search: translate("Search Numbers…"),
    refresh: translate("Refresh"),
    export: translate("Export CSV…"),
    filter: translate("Filter"),
    compareNone: translate("Compare None"),
    charts: translate("Charts"),
  };
}
