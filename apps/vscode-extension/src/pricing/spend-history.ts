import {
  type Lease,
  type Money,
  type Operation,
  type Price,
  lastKnownPrice,
  sameMoney,
  toMoney,
  totalsByCurrency,
} from "@leaseline/core";
import { dayAfter, dayOf, endOf, monthOf, monthsBetween, plusMonths } from "./calendar.js";

/** What was charged, as far as the ledger tells. */
export interface SpendHistory {
  /** Calendar months in UTC, such as `2026-11`, the oldest first; the last one is this month, to its end. */
  readonly months: readonly string[];
  /** What each account was charged in one currency. */
  readonly accounts: readonly AccountSpending[];
  /** Numbers of which it is not known since when they are held: of those this month alone is counted. */
  readonly sinceUnknown: number;
  /** Numbers that were given back by others than Leaseline, or of whose price not all is said: of those the first charge alone is counted. */
  readonly partlyKnown: number;
  /** Numbers that cost something else by now, who knows since when: of those this month alone is counted at today's price. */
  readonly repriced: number;
}

export interface AccountSpending {
  readonly account: string;
  /** ISO 4217. */
  readonly currency: string;
  /** For each month; null for those before anything is known of the account. */
  readonly amounts: readonly (Money | null)[];
}

export interface HistoryInput {
  /** Those that are committed, in any order. */
  readonly operations: readonly HistoryOperation[];
  /** What is held now. */
  readonly leases: readonly Lease[];
  /** ISO 8601. */
  readonly now: string;
}

/** With the account that it is of, by the id that it has here. */
export type HistoryOperation = Pick<
  Operation,
  "kind" | "number" | "account" | "price" | "lease" | "changedAt"
>;

const shownMonths = 12;

/** What was charged month by month: for numbers that Leaseline leased, from then until they were given back. */
export function spendHistory({ operations, leases, now }: HistoryInput): SpendHistory {
  const thisMonth = monthOf(now);
  const shownFrom = plusMonths(thisMonth, 1 - shownMonths);
  const months = Array.from({ length: shownMonths }, (_, index) => plusMonths(shownFrom, index));
  const periods = periodsOf(operations);
  const lastOf = new Map(periods.map((period) => [period.place, period]));
  const held = new Map<Period, Lease>();
  const others: Lease[] = [];
  for (const lease of leases) {
    const last = lastOf.get(placeOf(lease));
    // One that was given back is held until what was paid for ends.
    if (last && (last.until === null || isReleasing(lease))) held.set(last, lease);
    else others.push(lease);
  }
  const charges: Charge[] = [];
  let partlyKnown = 0;
  let repriced = 0;

  for (const period of periods) {
    const lease = held.get(period) ?? null;
    const until = period.until ?? (lease && endOfPaid(lease, thisMonth));
    const price = period.price ?? lease?.price ?? null;
    const isWhole = Boolean(price?.recurring && price.intervalMonths !== null && until !== null);
    if (!isWhole) partlyKnown += 1;
    const today = lease && !isReleasing(lease) ? (lease.price?.recurring ?? null) : null;
    if (today && price?.recurring && !sameMoney(today, price.recurring)) repriced += 1;
    const now = { shownFrom, month: thisMonth, money: today };
    charges.push(...chargesOf(period, price, isWhole ? until : null, now));
  }
  for (const { account, price, state } of others)
    if (price?.recurring && price.intervalMonths === 1 && !isReleasing({ state }))
      charges.push({ account, month: thisMonth, money: price.recurring });
  return {
    months,
    accounts: byAccount(charges, months),
    sinceUnknown: others.length,
    partlyKnown,
    repriced,
  };
}

function isReleasing({ state }: Pick<Lease, "state">): boolean {
  return state === "releasing";
}

/** The time from which on a number that is held is not charged any more; what is still to come of this month counts. */
function endOfPaid(lease: Lease, thisMonth: string): string | null {
  return isReleasing(lease) ? lease.endsAt && dayOf(lease.endsAt) : endOf(thisMonth);
}

interface Charge {
  readonly account: string;
  readonly month: string;
  readonly money: Money;
}

/** A time in which a number was held. */
interface Period {
  readonly place: string;
  readonly account: string;
  /** ISO 8601. */
  readonly from: string;
  /** Null where nothing says that it was given back. */
  readonly until: string | null;
  readonly price: Price | null;
}

function periodsOf(operations: readonly HistoryOperation[]): readonly Period[] {
  const periods: Period[] = [];
  const open = new Map<string, Period>();
  for (const operation of operations.toSorted(byTime)) {
    const place = placeOf(operation);
    const before = open.get(place);
    if (before) {
      // A second lease without a release between: it was given back by others, who knows when.
      periods.push(
        operation.kind === "release" ? { ...before, until: operation.changedAt } : before,
      );
      open.delete(place);
    }
    if (operation.kind === "lease")
      open.set(place, {
        place,
        account: operation.account,
        from: operation.changedAt,
        until: null,
        // What is answered to a lease may be without its setup fee.
        price: lastKnownPrice(operation.lease?.price ?? null, operation.price),
      });
  }
  return [...periods, ...open.values()];
}

/**
 * @param until - null where only the first charges are certain.
 * @param now - this month, and what it costs by now, null where that is not known.
 */
function chargesOf(
  { account, from }: Period,
  price: Price | null,
  until: string | null,
  now: { readonly shownFrom: string; readonly month: string; readonly money: Money | null },
): readonly Charge[] {
  const charges: Charge[] = [];
  const first = monthOf(from);
  if (price?.setup) charges.push({ account, month: first, money: price.setup });
  if (!price?.recurring) return charges;
  charges.push({ account, month: first, money: price.recurring });
  const interval = price.intervalMonths;
  if (until === null || interval === null) return charges;
  // What is not shown is not counted: numbers are held for years.
  const unseen = Math.ceil(monthsBetween(first, now.shownFrom) / interval);
  let passed = interval * Math.max(1, unseen);
  for (; dayAfter(from, passed) < until; passed += interval) {
    const month = plusMonths(first, passed);
    const money = (month === now.month && now.money) || price.recurring;
    charges.push({ account, month, money });
  }
  return charges;
}

function byAccount(
  charges: readonly Charge[],
  months: readonly string[],
): readonly AccountSpending[] {
  const grouped = Map.groupBy(charges, ({ account, money }) => `${money.currency} ${account}`);
  return [...grouped.values()].flatMap((own) => {
    const [{ account, money: { currency } } = { account: "", money: { currency: "" } }] = own;
    const since = own.reduce((least, { month }) => (month < least ? month : least), "9999");
    const zero = toMoney("0", currency);
    const ofMonth = Map.groupBy(own, ({ month }) => month);
    const amounts = months.map((month) => {
      if (month < since) return null;
      const [total = zero] = totalsByCurrency((ofMonth.get(month) ?? []).map(({ money }) => money));
      return total;
    });
    return amounts.every((amount) => amount === null) ? [] : [{ account, currency, amounts }];
  });
}

function placeOf({ account, number }: Pick<HistoryOperation, "account" | "number">): string {
  return `${account} ${number}`;
}

function byTime(left: HistoryOperation, right: HistoryOperation): number {
  return left.changedAt < right.changedAt ? -1 : left.changedAt > right.changedAt ? 1 : 0;
}
