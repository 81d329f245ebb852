import {
  type Lease,
  type Money,
  type Operation,
  type Price,
  toMoney,
  totalsByCurrency,
} from "@leaseline/core";

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
  const months = Array.from({ length: shownMonths }, (_, index) =>
    plusMonths(thisMonth, index + 1 - shownMonths),
  );
  const held = new Map(leases.map((lease) => [placeOf(lease), lease]));
  const begun = new Set<string>();
  const charges: Charge[] = [];
  let partlyKnown = 0;

  for (const period of periodsOf(operations)) {
    const lease = period.until === null ? held.get(period.place) : undefined;
    if (lease) begun.add(period.place);
    const until = period.until ?? (lease && lease.state !== "releasing" ? endOf(thisMonth) : null);
    const price = period.price ?? lease?.price ?? null;
    const isWhole = Boolean(price?.recurring && price.intervalMonths !== null && until !== null);
    if (!isWhole && lease?.state !== "releasing") partlyKnown += 1;
    charges.push(...chargesOf(period, price, isWhole ? until : null));
  }
  const others = leases.filter((lease) => !begun.has(placeOf(lease)));
  for (const { account, price, state } of others)
    if (price?.recurring && price.intervalMonths === 1 && state !== "releasing")
      charges.push({ account, month: thisMonth, money: price.recurring });
  return {
    months,
    accounts: byAccount(charges, months),
    sinceUnknown: others.length,
    partlyKnown,
  };
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
        price: operation.lease?.price ?? operation.price,
      });
  }
  return [...periods, ...open.values()];
}

/** @param until - null where only the first charges are certain. */
function chargesOf(
  { account, from }: Period,
  price: Price | null,
  until: string | null,
): readonly Charge[] {
  const charges: Charge[] = [];
  const first = monthOf(from);
  if (price?.setup) charges.push({ account, month: first, money: price.setup });
  if (!price?.recurring) return charges;
  charges.push({ account, month: first, money: price.recurring });
  const interval = price.intervalMonths;
  if (until === null || interval === null) return charges;
  for (let passed = interval; dayAfter(from, passed) < until; passed += interval)
    charges.push({ account, month: plusMonths(first, passed), money: price.recurring });
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

function monthOf(iso: string): string {
  return iso.slice(0, "2026-11".length);
}

function plusMonths(month: string, more: number): string {
  const [year = 0, ofYear = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, ofYear - 1 + more, 1)).toISOString().slice(0, "2026-11".length);
}

/** The same day of a later month, or that month's last one, as text to compare with. */
function dayAfter(from: string, months: number): string {
  const month = plusMonths(monthOf(from), months);
  const last = lastDayOf(month);
  const day = from.slice(8, 10);
  return `${month}-${day > last ? last : day}${from.slice(10)}`;
}

function endOf(month: string): string {
  return `${month}-${lastDayOf(month)}T24`;
}

function lastDayOf(month: string): string {
  const [year = 0, ofYear = 1] = month.split("-").map(Number);
  return String(new Date(Date.UTC(year, ofYear, 0)).getUTCDate()).padStart(2, "0");
}
