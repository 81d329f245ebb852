import { type Money, type Price, sameMoney, toMoney } from "@leaseline/core";
import { CommandError, usage } from "./command-error.js";
import { priceWords } from "./output/words.js";

/** What a script says that it agrees to pay. The recurring price has to be said; the rest is held against the quote where it is. */
export interface ExpectedPrice {
  /** `"2.00 USD"`, or `"unknown"` to agree to a price that the provider does not say. */
  readonly expectPrice?: string | undefined;
  /** What is paid once, or `"unknown"`; whatever the provider says when left out, but not what it does not say. */
  readonly expectSetup?: string | undefined;
  /** Months between two charges, or `"unknown"`; whatever the provider says when left out. */
  readonly expectMonths?: string | undefined;
}

/** The flags with which a script agrees to exactly this price, and to no other. */
export function consentFlags(price: Price | null): string {
  const { setup, recurring, intervalMonths } = price ?? nothingSaid;
  return [
    "--yes",
    `--expect-price ${quoted(recurring)}`,
    `--expect-setup ${quoted(setup)}`,
    `--expect-months ${intervalMonths ?? "unknown"}`,
  ].join(" ");
}

/**
 * Holds what a script agrees to against the price as it is.
 * @throws {CommandError} `consent-missing`, `price-differs`, `usage`.
 */
export function checkExpected(
  price: Price | null,
  { expectPrice, expectSetup, expectMonths }: ExpectedPrice,
): void {
  if (expectPrice === undefined)
    throw new CommandError({
      kind: "consent-missing",
      reason: `The price has to be agreed to: it is ${priceWords(price)}. Nothing was spent. To agree to it, say ${consentFlags(price)}.`,
    });
  const { setup, recurring, intervalMonths } = price ?? nothingSaid;
  const agreed =
    sameAs(recurring, expectPrice, "--expect-price") &&
    sameSetup(setup, expectSetup) &&
    (expectMonths === undefined || String(intervalMonths ?? "unknown") === expectMonths);
  if (!agreed)
    throw new CommandError({
      kind: "price-differs",
      reason: `The price is ${priceWords(price)}, which is not what was expected. Nothing was spent. To agree to it, say ${consentFlags(price)}.`,
    });
}

const nothingSaid: Price = { setup: null, recurring: null, intervalMonths: null };

function sameSetup(setup: Money | null, expected: string | undefined): boolean {
  return expected === undefined ? setup !== null : sameAs(setup, expected, "--expect-setup");
}

function sameAs(money: Money | null, expected: string, flag: string): boolean {
  if (expected === "unknown") return money === null;
  return sameMoney(money, moneyIn(expected, flag));
}

/** An amount as it is typed, such as `2.00 USD`. @throws {CommandError} `usage`. */
export function moneyIn(text: string, what: string): Money {
  const [amount = "", currency = "", ...rest] = text.trim().split(/\s+/);
  const money = rest.length === 0 ? toMoney(amount, currency.toUpperCase()) : null;
  if (money) return money;
  throw usage(`“${text}” is no amount of money for ${what}. Write it as in "2.00 USD".`);
}

/** What an unknown price counts as against the caps: each part that is not said as much. */
export function countedAs(text: string | undefined): Price | true {
  if (text === undefined) return true;
  const money = moneyIn(text, "--count-as");
  return { setup: money, recurring: money, intervalMonths: 1 };
}

function quoted(money: Money | null): string {
  return money ? `"${money.amount} ${money.currency}"` : "unknown";
}
