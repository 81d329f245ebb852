import { type Lease, formatMoney, monthlyCost, totalsByCurrency } from "@leaseline/core";

/** `US$29.49/mo · €6.00/mo`: one total for each currency, never one over all. */
export function totalsText(leases: readonly Lease[], locale?: string): string {
  return totalsByCurrency(monthlyCosts(leases))
    .map((total) => `${formatMoney(total, locale)}/mo`)
    .join(" · ");
}

/** What each lease costs a month, where that is known. One that is being released is not charged again. */
function monthlyCosts(leases: readonly Lease[]) {
  return leases
    .filter(({ state }) => state !== "releasing")
    .map(({ price }) => (price ? monthlyCost(price) : null))
    .filter((cost) => cost !== null);
}
