import { type Money, addMoney, compareMoney, divideMoneyUp } from "./money.js";
import type { Price } from "./price.js";

/**
 * A limit that a person sets on what may be spent. Several can hold at once, one for each currency.
 * - `monthly`: what all numbers together cost a month, reservations included.
 * - `per-lease`: what one lease costs when it begins, setup and first recurring charge.
 */
export interface SpendCap {
  readonly kind: "monthly" | "per-lease";
  readonly limit: Money;
}

/** Why a lease may not be begun. */
export interface SpendRefusal {
  readonly cap: SpendCap["kind"];
  /** Null when there are such caps, and none in the currency of the price: nothing is converted. */
  readonly limit: Money | null;
  /** What it would have come to. */
  readonly would: Money;
}

/**
 * Whether a lease at `price` stays within every cap.
 * @param committed - the recurring prices that are paid or reserved already, of all accounts.
 * @returns null when it does, and for a price that nobody knows: that takes a consent of its own.
 */
export function spendRefusal(
  price: Price | null,
  caps: readonly SpendCap[],
  committed: readonly Price[],
): SpendRefusal | null {
  const first = price && firstCharge(price);
  if (first) {
    const refusal = exceeded("per-lease", first, caps);
    if (refusal) return refusal;
  }
  const month = price && monthlyCharge(price);
  if (!month) return null;
  const before = monthlyTotals(committed).find(({ currency }) => currency === month.currency);
  return exceeded("monthly", before ? addMoney(before, month) : month, caps);
}

/** What the prices come to a month, one total for each currency. */
export function monthlyTotals(prices: readonly Price[]): readonly Money[] {
  const totals = new Map<string, Money>();
  for (const price of prices) {
    const month = monthlyCharge(price);
    if (!month) continue;
    const total = totals.get(month.currency);
    totals.set(month.currency, total ? addMoney(total, month) : month);
  }
  return [...totals.values()];
}

function exceeded(
  kind: SpendCap["kind"],
  would: Money,
  caps: readonly SpendCap[],
): SpendRefusal | null {
  const ofKind = caps.filter((cap) => cap.kind === kind);
  if (ofKind.length === 0) return null;
  const inCurrency = ofKind.filter(({ limit }) => limit.currency === would.currency);
  if (inCurrency.length === 0) return { cap: kind, limit: null, would };
  const broken = inCurrency.find(({ limit }) => compareMoney(would, limit) > 0);
  return broken ? { cap: kind, limit: broken.limit, would } : null;
}

/** Rounded up, and a month long where the interval is not said: a guard must not count too little. */
function monthlyCharge({ recurring, intervalMonths }: Price): Money | null {
  return recurring && divideMoneyUp(recurring, intervalMonths ?? 1);
}

function firstCharge({ setup, recurring }: Price): Money | null {
  if (!setup || !recurring) return recurring ?? setup;
  return addMoney(setup, recurring);
}
