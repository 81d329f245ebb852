import {
  type Lease,
  type Money,
  type Price,
  formatMoney,
  isChargedAgain,
  monthlyTotals,
} from "@leaseline/core";
import { lastOnly } from "./last-only.js";
import type { Leases } from "./leases.js";
import { translate } from "../words/translate.js";

type Counted = Pick<Leases, "leases" | "unread" | "unreadable">;

interface Sum {
  readonly totals: readonly Money[];
  /** Whether nothing is missing from them. */
  readonly isWhole: boolean;
}

/**
 * `$29.49 + €6.00/mo`, short enough for a side bar: one total for each currency, never one over all. It says
 * “or more” where an account or an entry of its list was not read, or a number's price is not known.
 */
export function totalsText(counted: Counted, locale?: string): string {
  const { totals, isWhole } = totalsOf(counted);
  if (totals.length === 0) return "";
  const sum = totals.map((total) => formatMoney(total, locale)).join(" + ");
  return isWhole ? translate("{0}/mo", sum) : translate("{0}/mo or more", sum);
}

/**
 * For a title, which is cut off where the side bar ends: an amount that says all there is to say, or nothing. The
 * editor calls the list of rows by it, too, which says nothing to whoever hears only an amount.
 */
export function titleTotal(counted: Counted, locale?: string): string {
  const { totals, isWhole } = totalsOf(counted);
  const [only, ...others] = totals;
  const isAll = only && others.length === 0 && isWhole;
  return isAll ? translate("{0} a month", formatMoney(only, locale)) : "";
}

/** The same in words, a line for each currency. */
export function totalLines(counted: Counted, locale?: string): readonly string[] {
  const { totals, isWhole } = totalsOf(counted);
  return totals.map((total) => {
    const sum = formatMoney(total, locale);
    return isWhole ? translate("{0} a month", sum) : translate("{0} a month or more", sum);
  });
}

function totalsOf({ leases, unread, unreadable }: Counted): Sum {
  const { totals, isWhole } = sumOf(leases);
  return { totals, isWhole: isWhole && unread + unreadable === 0 };
}

/** The view's title, what stands above its rows and the panel tell of one list: it is added up once. */
const sumOf = lastOnly((leases: readonly Lease[]): Sum => {
  const charged = leases.filter(isChargedAgain);
  const known = monthlyPrices(charged);
  return { totals: monthlyTotals(known), isWhole: known.length === charged.length };
});

/** Those prices of which it is known what they come to a month. */
export function monthlyPrices(leases: readonly Lease[]): readonly Price[] {
  return leases.flatMap(({ price }) =>
    price?.recurring && price.intervalMonths !== null ? [price] : [],
  );
}
