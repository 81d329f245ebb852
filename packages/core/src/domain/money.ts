import { remembered } from "./remembered.js";

declare const decimal: unique symbol;

/** A decimal number as text, such as `"19.99"`: exact, never negative, never in exponent form. */
export type Decimal = `${number}` & { readonly [decimal]: true };

/** An amount of one currency. Never converted, and never added to another currency. */
export interface Money {
  /** In major units, with at least as many decimals as the currency has: `"2.00"` USD, `"200"` JPY. */
  readonly amount: Decimal;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/**
 * Takes an amount as a provider sends it, as decimal text or as a JSON number.
 * A JSON number is read to 12 significant digits, which removes binary noise (`59.969999999999995`
 * is 59.97) and is exact for every amount below a billion with three decimals.
 * @param code - ISO 4217, in capitals or not.
 * @returns null when it is not an amount: negative, not finite, in exponent form, or no ISO 4217 code.
 */
export function toMoney(amount: string | number, code: string): Money | null {
  return amountsOf(code)(amount);
}

const amountsOf = remembered(20, (code: string) =>
  remembered(1000, (amount: string | number) => parsed(amount, code)),
);

/** Whatever it is given: it may come from a program without types. */
function parsed(amount: unknown, code: unknown): Money | null {
  const text = typeof amount === "number" ? numberAsText(amount) : amount;
  if (typeof text !== "string" || !/^[0-9]{1,15}(\.[0-9]{1,9})?$/.test(text)) return null;
  // Checked before it is upper-cased, which makes two letters of “ß”.
  if (typeof code !== "string" || !/^[A-Za-z]{3}$/.test(code)) return null;
  const currency = code.toUpperCase();
  const [whole = "0", fraction = ""] = text.split(".");
  return fromUnits(BigInt(whole + fraction.padEnd(scale, "0")), currency);
}

/** Reads an amount as a person types it, such as `2.00 USD`. @returns null when it is none. */
export function readMoney(typed: string): Money | null {
  const [amount = "", currency = "", ...rest] = typed.trim().split(/\s+/);
  return rest.length === 0 ? toMoney(amount, currency) : null;
}

/** `left + right`. @throws RangeError when the currencies differ. */
export function addMoney(left: Money, right: Money): Money {
  if (checked(left).currency !== checked(right).currency)
    throw new RangeError(`${left.currency} and ${right.currency} cannot be added`);
  return fromUnits(units(left) + units(right), left.currency);
}

/** `money` taken `times` times. @throws RangeError where `times` is no whole number, 0 or more. */
export function multiplyMoney(money: Money, times: number): Money {
  return fromUnits(units(money) * wholeNumber(times, 0), money.currency);
}

/** `money` in `parts` equal parts, rounded up to nine decimals. @throws RangeError where `parts` is no whole number above 0. */
export function divideMoneyUp(money: Money, parts: number): Money {
  const divisor = wholeNumber(parts, 1);
  return fromUnits((units(money) + divisor - 1n) / divisor, money.currency);
}

/** Whether both are the same amount of the same currency; `0.8` and `0.80` are. */
export function sameMoney(left: Money | null, right: Money | null): boolean {
  if (left === null || right === null) return left === right;
  return checked(left).currency === checked(right).currency && units(left) === units(right);
}

/** Negative, zero or positive, to sort by; currencies apart, in alphabetical order. */
export function compareMoney(left: Money, right: Money): number {
  if (checked(left).currency !== checked(right).currency)
    return left.currency < right.currency ? -1 : 1;
  const difference = units(left) - units(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** One total for each currency, in the order in which the currencies first occur. */
export function totalsByCurrency(amounts: Iterable<Money>): readonly Money[] {
  const totals = new Map<string, bigint>();
  for (const money of amounts)
    totals.set(checked(money).currency, (totals.get(money.currency) ?? 0n) + units(money));
  return [...totals].map(([currency, total]) => fromUnits(total, currency));
}

/**
 * `money` in whole minor units of its currency, such as cents: rounded up, so that what is shown of a price
 * or a total is never less than what is charged.
 */
export function roundUpMoney(money: Money): Money {
  const minor = 10n ** BigInt(scale - minorDigits(checked(money).currency));
  return fromUnits(((units(money) + minor - 1n) / minor) * minor, money.currency);
}

/** `$19.99`, in the conventions of `locale` (the runtime's without one), rounded up to whole minor units. */
export function formatMoney(money: Money, locale?: string): string {
  const { amount, currency } = checked(money);
  return formatter(currency, locale).rounded(amount);
}

/** A limit, with every digit that it has: rounded up, it would seem to allow what it refuses. */
export function formatLimit(limit: Money, locale?: string): string {
  const { amount, currency } = fromUnits(units(limit), limit.currency);
  return formatter(currency, locale).exact(amount);
}

/** Nine decimals, as exact integers: enough for every ISO currency and for prices below a minor unit. */
const scale = 9;

/** @throws RangeError for what is no amount: its text may be an adapter's own. */
function units(money: Money): bigint {
  const [, whole, fraction = ""] =
    /^([0-9]+)(?:\.([0-9]{1,9}))?$/.exec(checked(money).amount) ?? [];
  if (whole === undefined) throw noMoney();
  return BigInt(whole + fraction.padEnd(scale, "0"));
}

/** An adapter, or a program without types, may give anything. @throws RangeError for what has not the form of money. */
function checked(money: Money): Money {
  const { amount, currency } = Object(money) as Record<keyof Money, unknown>;
  if (typeof amount !== "string" || typeof currency !== "string") throw noMoney();
  return money;
}

function noMoney(): RangeError {
  return new RangeError("What was given is no amount of money");
}

function wholeNumber(count: number, least: 0 | 1): bigint {
  if (Number.isInteger(count) && count >= least) return BigInt(count);
  throw new RangeError(`This has to be a whole number, ${least} or more`);
}

function fromUnits(value: bigint, currency: string): Money {
  const digits = value.toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, "").padEnd(minorDigits(currency), "0");
  // Built from digits alone, so it is what the brand promises.
  return { amount: (fraction === "" ? whole : `${whole}.${fraction}`) as Decimal, currency };
}

function numberAsText(amount: number): string | null {
  if (!Number.isFinite(amount)) return null;
  const text = String(Number(amount.toPrecision(12)));
  return text.includes("e") ? null : text;
}

interface Formatter {
  readonly exact: (amount: Decimal) => string;
  readonly rounded: (amount: Decimal) => string;
}

const formatters = new Map<string, Formatter>();

/** Kept, as a new one for each amount costs fifty times as much. */
function formatter(currency: string, locale: string | undefined): Formatter {
  const key = `${locale ?? ""} ${currency}`;
  let found = formatters.get(key);
  if (!found) {
    const numbers = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: minorDigits(currency),
      maximumFractionDigits: scale,
    });
    // Given as text, every digit is kept; a number would be rounded.
    const exact = (amount: Decimal) => numbers.format(amount);
    const rounded = (amount: Decimal) => exact(roundUpMoney({ amount, currency }).amount);
    found = { exact, rounded: remembered(1000, rounded) };
    formatters.set(key, found);
  }
  return found;
}

/**
 * The minor digits of ISO 4217 where they are not 2. `Intl` knows those of everyday use instead: none for HUF, COP and
 * IQD, in which amounts are charged with decimals all the same.
 */
const minorDigitsOf = new Map(
  [
    [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"] as const,
    [3, "BHD IQD JOD KWD LYD OMR TND"] as const,
    [4, "CLF UYW"] as const,
  ].flatMap(([digits, currencies]) => currencies.split(" ").map((one) => [one, digits] as const)),
);

function minorDigits(currency: string): number {
  return minorDigitsOf.get(currency) ?? 2;
}
