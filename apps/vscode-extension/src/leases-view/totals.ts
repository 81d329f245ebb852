import { formatMoney, monthlyTotals } from "@leaseline/core";
import type { Leases } from "./leases.js";
import { translate } from "../words/translate.js";

/**
 * `$29.49 + €6.00 a month`: one total for each currency, never one over all. It says “or more” where an account
 * was not read, or a number's price is not known.
 */
export function totalsText(
  { leases, unread }: Pick<Leases, "leases" | "unread">,
  locale?: string,
): string {
  // One that is being released is not charged again.
  const prices = leases.filter(({ state }) => state !== "releasing").map(({ price }) => price);
  const known = prices.flatMap((price) =>
    price?.recurring && price.intervalMonths !== null ? [price] : [],
  );
  const totals = monthlyTotals(known)
    .map((total) => formatMoney(total, locale))
    .join(" + ");
  const whole = unread === 0 && known.length === prices.length;
  if (!totals) return "";
  return whole ? translate("{0} a month", totals) : translate("{0} a month or more", totals);
}
