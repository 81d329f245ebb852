import { type Lease, type Money, totalsByCurrency } from "@leaseline/core";
import { dayOf } from "./calendar.js";

/** What one currency is charged on the first day on which it is charged again. */
export interface NextCharge {
  /** ISO 8601, the day alone. */
  readonly day: string;
  /** Null where nobody said what is charged then. */
  readonly total: Money | null;
  /** For how many numbers. */
  readonly count: number;
}

/**
 * The next charge in each currency, the earliest first; and of the numbers without a price.
 * @param today - ISO 8601, the day alone. What should have been charged before was; when it is again, the next
 * reading tells.
 */
export function nextCharges(leases: readonly Lease[], today: string): readonly NextCharge[] {
  const first = new Map<string, { day: string; readonly leases: Lease[] }>();
  for (const lease of leases) {
    // One that is being released is not charged again.
    if (!lease.nextChargeAt || lease.state === "releasing") continue;
    const day = dayOf(lease.nextChargeAt);
    if (day < today) continue;
    const currency = lease.price?.recurring?.currency ?? "";
    const before = first.get(currency);
    if (before && before.day < day) continue;
    if (before?.day === day) before.leases.push(lease);
    else first.set(currency, { day, leases: [lease] });
  }
  return [...first.values()]
    .map(({ day, leases: charged }) => {
      const amounts = charged.flatMap(({ price }) => price?.recurring ?? []);
      const [total = null] = totalsByCurrency(amounts);
      return { day, total, count: charged.length };
    })
    .toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0));
}
