import {
  type Money,
  addMoney,
  compareMoney,
  formatMoney,
  multiplyMoney,
  sameMoney,
  toMoney,
} from "./money.js";
import { type Translate, untranslated } from "./translate.js";

/** What a number costs. What the provider did not say is null, never 0. */
export interface Price {
  /** Paid once, when it is leased. */
  readonly setup: Money | null;
  /** Paid every `intervalMonths` for as long as it is leased. */
  readonly recurring: Money | null;
  /** Months between two recurring charges; null when the provider did not say. */
  readonly intervalMonths: number | null;
}

type Amount = string | number | null | undefined;

/** A price as a provider says it. */
export interface SaidPrice {
  readonly currency: string | null | undefined;
  readonly setup: Amount;
  readonly recurring: Amount;
  /** 0 and null are "not said". */
  readonly intervalMonths: number | null | undefined;
}

/** Nobody charges for more than ten years at once, and of that a cap would count next to nothing a month. */
const longestInterval = 120;

/**
 * Puts together what a provider said. Null when it said nothing, or something that is no price at
 * all, such as a negative amount: half of a price must not pass for a whole one.
 */
export function toPrice(said: SaidPrice): Price | null {
  const read = (amount: Amount) =>
    amount === null || amount === undefined ? undefined : toMoney(amount, said.currency ?? "");
  const setup = read(said.setup);
  const recurring = read(said.recurring);
  if (setup === null || recurring === null || (setup ?? recurring) === undefined) return null;
  return {
    setup: setup ?? null,
    recurring: recurring ?? null,
    intervalMonths: knownInterval(said.intervalMonths),
  };
}

/** The months of an interval at which somebody charges; null for any other, which a ledger may hold from before. */
export function knownInterval(months: number | null | undefined): number | null {
  return Number.isInteger(months) && months && months > 0 && months <= longestInterval
    ? months
    : null;
}

/**
 * Whether the provider gave a price that cannot be one, such as a negative amount. A person can agree to a price that
 * is not given, but not to one that nobody can know.
 */
export function isNoPrice(said: SaidPrice): boolean {
  return (said.setup ?? said.recurring ?? null) !== null && toPrice(said) === null;
}

/** Whether a person who agreed to one has agreed to the other. */
export function samePrice(left: Price, right: Price): boolean {
  return (
    sameMoney(left.setup, right.setup) &&
    sameMoney(left.recurring, right.recurring) &&
    left.intervalMonths === right.intervalMonths
  );
}

/** Whether `now` costs more than was agreed to, as far as both say. */
export function dearer(now: Price | null, agreed: Price | null): boolean {
  if (!now || !agreed) return false;
  const more = (left: Money | null, right: Money | null) =>
    left !== null &&
    right !== null &&
    (left.currency !== right.currency || compareMoney(left, right) > 0);
  const oftener =
    now.intervalMonths !== null &&
    agreed.intervalMonths !== null &&
    now.intervalMonths < agreed.intervalMonths;
  return oftener || more(now.recurring, agreed.recurring) || more(now.setup, agreed.setup);
}

/**
 * Setup and every recurring charge that begins within `months`.
 * Null when the provider left out what it takes to know, or charges the two in different currencies.
 */
export function costOver(price: Price, months: number): Money | null {
  const { setup, recurring, intervalMonths } = price;
  if (recurring === null || intervalMonths === null) return null;
  if (setup === null || setup.currency !== recurring.currency) return null;
  return addMoney(setup, multiplyMoney(recurring, Math.ceil(months / intervalMonths)));
}

/**
 * To sort by: what a month costs, and then what is paid once. Exact, also where a price does not divide evenly by its
 * months. Currencies stay apart, in alphabetical order, and what is not said comes last.
 */
export function comparePrices(left: Price | null, right: Price | null): number {
  const [first, second] = [rateOf(left), rateOf(right)];
  if (!first || !second) return Number(!first) - Number(!second);
  // What each costs over the same number of months.
  const difference = compareMoney(
    multiplyMoney(first.amount, second.months),
    multiplyMoney(second.amount, first.months),
  );
  return difference || compareSetups(left?.setup ?? null, right?.setup ?? null);
}

function rateOf(price: Price | null) {
  const { recurring: amount = null, intervalMonths: months = null } = price ?? {};
  return amount && months !== null ? { amount, months } : null;
}

function compareSetups(left: Money | null, right: Money | null): number {
  return left && right ? compareMoney(left, right) : Number(!left) - Number(!right);
}

/** `$19.99/mo`, `€6.00 every 3 months`, `€2.00, interval not said`, or `—` when there is no price. */
export function formatRecurring(
  price: Price | null,
  locale?: string,
  translate: Translate = untranslated,
): string {
  if (!price?.recurring) return "—";
  const amount = formatMoney(price.recurring, locale);
  switch (price.intervalMonths) {
    case null:
      return translate("{0}, interval not said", amount);
    case 1:
      return translate("{0}/mo", amount);
    case 12:
      return translate("{0}/yr", amount);
    default:
      return translate("{0} every {1} months", amount, price.intervalMonths);
  }
}
