import {
  type Lease,
  formatMoney,
  isChargedAgain,
  type Money,
  totalsByCurrency,
} from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import type { AccountLeases } from "../leases-view/account-leases.js";
import { totalLines } from "../leases-view/totals.js";
import { entriesWords, notReadWords, numberCount } from "../words/count-words.js";
import { formatDate } from "../words/lease-words.js";
import { formatTime } from "../words/operation-words.js";
import { maxNamed } from "../search/search-words.js";
import { translate } from "../words/translate.js";
import { nothing } from "./column.js";
import type { PricingView } from "./messages.js";
import { dayOf } from "./calendar.js";

/** What each account holds, and since when that is known where it is not as read now. */
export type Held = readonly Pick<AccountLeases, "account" | "leases" | "asOf" | "unreadable">[];

/**
 * What stands above both tables: a line for each currency, and never a sum of two.
 * @param unread - of how many accounts it is not known what they hold.
 * @param today - ISO 8601, the day alone.
 */
export function summaryOf(
  leases: readonly Lease[],
  unread: number,
  held: Held,
  today: string,
  locale?: string,
): PricingView["summary"] {
  const count = numberCount(leases.length);
  const notRead = unread > 0 ? notReadWords(unread) : null;
  const unreadable = held.reduce((sum, one) => sum + one.unreadable.length, 0);
  const odd = unreadable > 0 ? entriesWords(unreadable) : null;
  const charges = nextCharges(leases, today).map((charge) => chargeText(charge, locale));
  return [
    {
      name: translate("Recurring"),
      values: orNothing(totalLines({ leases, unread, unreadable }, locale)),
    },
    { name: translate("Next charges"), values: orNothing(charges) },
    { name: translate("Leased"), values: [[count, notRead, odd].filter(Boolean).join(", ")] },
    ...lastSeen(held, locale),
  ];
}

/** Of which accounts the rows and sums are older than the others, as an account that cannot be read has them. */
function lastSeen(held: Held, locale?: string): PricingView["summary"] {
  const seen = held.flatMap(({ account, leases, asOf }) =>
    asOf === null || leases.length === 0 ? [] : { account, asOf },
  );
  const [oldest] = seen.map(({ asOf }) => asOf).toSorted();
  if (oldest === undefined) return [];
  const values =
    seen.length <= maxNamed
      ? seen.map(({ account, asOf }) =>
          translate("{0}, as of {1}", accountTitle(account), formatTime(asOf, locale)),
        )
      : [translate("{0} accounts, the oldest as of {1}", seen.length, formatTime(oldest, locale))];
  return [{ name: translate("As last seen"), values }];
}

function chargeText({ day, total, count }: NextCharge, locale?: string): string {
  const amount = total ? formatMoney(total, locale) : translate("amount not known");
  const when = formatDate(day, locale);
  return count === 1
    ? translate("{0} on {1}", amount, when)
    : translate("{0} on {1} ({2})", amount, when, numberCount(count));
}

function orNothing(values: readonly string[]): string[] {
  return values.length > 0 ? [...values] : [nothing];
}

/** What one currency is charged on the first day on which it is charged again. */
interface NextCharge {
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
function nextCharges(leases: readonly Lease[], today: string): readonly NextCharge[] {
  const first = new Map<string, { day: string; readonly leases: Lease[] }>();
  for (const lease of leases) {
    const at = isChargedAgain(lease) && lease.nextChargeAt;
    if (!at) continue;
    const day = dayOf(at);
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
