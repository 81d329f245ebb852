import type { AccountId } from "./account.js";
import {
  type Money,
  addMoney,
  roundUpMoney,
  compareMoney,
  divideMoneyUp,
  sameMoney,
  totalsByCurrency,
} from "./money.js";
import type { E164 } from "./phone-number.js";
import { type Price, knownInterval } from "./price.js";

/**
 * A limit that a person sets on what may be spent. Several can hold at once, one for each currency.
 * - `monthly`: what all numbers together cost a month, reservations included; and this month's bill, as far
 *   as it is known. Of a price for several months, both count what falls to one.
 * - `per-lease`: what one lease costs when it begins, setup and first recurring charge.
 */
export interface SpendCap {
  readonly kind: "monthly" | "per-lease";
  readonly limit: Money;
}

/** What is paid or reserved, one total for each currency. */
export interface Spending {
  /** What all numbers that are held or reserved cost a month. */
  readonly running: readonly Money[];
  /**
   * What this month comes to as far as it is known: what runs, what was charged this month for numbers that were given
   * back in it, and its setup fees.
   */
  readonly bill: readonly Money[];
  /** Numbers that are held, or being leased, and whose recurring price nobody has said: both sums are without them. */
  readonly unpriced: readonly UnpricedNumber[];
}

/** A number that costs something, and nobody knows what. */
export interface UnpricedNumber {
  readonly account: AccountId;
  readonly number: E164;
}

/** Why a lease may not be begun. */
export interface SpendRefusal {
  readonly cap: SpendCap["kind"];
  /** For a monthly cap, which of the two sums goes beyond it. */
  readonly sum: "running" | "bill" | null;
  /** Null when there are such caps, and none in the currency of the price: nothing is converted. */
  readonly limit: Money | null;
  /** What it would have come to, in the currency's own units, rounded up. */
  readonly would: Money;
}

/** Why no cap can be held: what counts against it is not known, and what is not known counts as spent. */
export interface SpendGap {
  /** How many numbers have no known price, account by account. None where it is the price of the lease itself that is not said. */
  readonly held: readonly { readonly account: AccountId; readonly count: number }[];
}

/**
 * Whether a lease at `price` stays within every cap, as far as the price is said.
 * @returns null when it does.
 */
export function spendRefusal(
  price: Price | null,
  caps: readonly SpendCap[],
  { running, bill }: Pick<Spending, "running" | "bill">,
): SpendRefusal | null {
  if (!price) return null;
  const first = sumOf([price.setup, price.recurring]);
  const month = monthlyCharge(price);
  return (
    exceeded({ cap: "per-lease", sum: null }, first, [], caps) ??
    exceeded({ cap: "monthly", sum: "running" }, sumOf([month]), running, caps) ??
    exceeded({ cap: "monthly", sum: "bill" }, sumOf([month, price.setup]), bill, caps)
  );
}

/** Whether all of a price is said, so that it can be held against a cap. */
export function isWhole(price: Price | null): boolean {
  return price !== null && price.setup !== null && price.recurring !== null;
}

/**
 * Whether all is known that counts against the caps.
 * @returns null when it is, and where there is no cap.
 */
export function spendGap(
  price: Price | null,
  caps: readonly SpendCap[],
  { unpriced }: Pick<Spending, "unpriced">,
): SpendGap | null {
  if (caps.length === 0) return null;
  if (!isWhole(price)) return { held: [] };
  if (unpriced.length === 0 || !caps.some(({ kind }) => kind === "monthly")) return null;
  const counts = new Map<AccountId, number>();
  for (const { account } of unpriced) counts.set(account, (counts.get(account) ?? 0) + 1);
  return { held: [...counts].map(([account, count]) => ({ account, count })) };
}

/** What a price comes to a month. Rounded up, and a month long where the interval is not said: a guard must not count too little. */
export function monthlyCharge(price: Price | null): Money | null {
  if (!price?.recurring) return null;
  return divideMoneyUp(price.recurring, knownInterval(price.intervalMonths) ?? 1);
}

/** What the prices come to a month, one total for each currency. */
export function monthlyTotals(prices: readonly Price[]): readonly Money[] {
  return sumOf(prices.map(monthlyCharge));
}

/** The price as far as it is said, and what was known of it before where it is not: what is left out frees nothing. */
export function lastKnownPrice(said: Price | null, before: Price | null): Price | null {
  if (!said || !before) return said ?? before;
  const setup = said.setup ?? before.setup;
  // The months are those of the amount that is paid every so many.
  if (!said.recurring && before.recurring) return { ...before, setup };
  const sameRate = sameMoney(said.recurring, before.recurring);
  const intervalMonths = said.intervalMonths ?? (sameRate ? before.intervalMonths : null);
  return { setup, recurring: said.recurring, intervalMonths: knownInterval(intervalMonths) };
}

function exceeded(
  about: Pick<SpendRefusal, "cap" | "sum">,
  added: readonly Money[],
  spent: readonly Money[],
  caps: readonly SpendCap[],
): SpendRefusal | null {
  const ofKind = caps.filter(({ kind }) => kind === about.cap);
  if (ofKind.length === 0) return null;
  for (const money of added) {
    const before = spent.find(({ currency }) => currency === money.currency);
    const total = before ? addMoney(before, money) : money;
    const would = roundUpMoney(total);
    const inCurrency = ofKind.filter(({ limit }) => limit.currency === money.currency);
    if (inCurrency.length === 0) return { ...about, limit: null, would };
    const broken = inCurrency.find(({ limit }) => compareMoney(total, limit) > 0);
    if (broken) return { ...about, limit: broken.limit, would };
  }
  return null;
}

function sumOf(amounts: readonly (Money | null)[]): readonly Money[] {
  return totalsByCurrency(amounts.filter((money) => money !== null));
}
