import { type Money, type Price, readMoney, sameMoney } from "@leaseline/core";
import { CommandError, usage } from "./command-error.js";
import { priceWords } from "./output/words.js";

/** The flags in which a script says what it agrees to pay. */
export interface ExpectedFlags {
  /** `"2.00 USD"`, or `"unknown"` to agree to a price that the provider does not say. */
  readonly expectPrice?: string | undefined;
  readonly expectSetup?: string | undefined;
  readonly expectMonths?: string | undefined;
}

/** What they say. The recurring price has to be said; the rest is held against the quote where it is. Null agrees to what the provider does not say. */
export interface ExpectedPrice {
  readonly recurring: Money | null | undefined;
  /** What is paid once; whatever the provider says when left out, but not what it does not say. */
  readonly setup: Money | null | undefined;
  /** Months between two charges; whatever the provider says when left out. */
  readonly intervalMonths: number | null | undefined;
}

/** What is typed wrong is refused before anything is asked, whether or not it would be held against a price. @throws {CommandError} `usage`. */
export function expectedPrice(flags: ExpectedFlags): ExpectedPrice {
  return {
    recurring: saidIn(flags.expectPrice, (text) => moneyIn(text, "--expect-price")),
    setup: saidIn(flags.expectSetup, (text) => moneyIn(text, "--expect-setup")),
    intervalMonths: saidIn(flags.expectMonths, monthsIn),
  };
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
 * @throws {CommandError} `consent-missing`, `price-differs`.
 */
export function checkExpected(price: Price | null, expected: ExpectedPrice): void {
  if (expected.recurring === undefined)
    throw new CommandError({
      kind: "consent-missing",
      reason: `The price has to be agreed to: it is ${priceWords(price)}. Nothing was spent. To agree to it, say ${consentFlags(price)}.`,
    });
  const { setup, recurring, intervalMonths } = price ?? nothingSaid;
  const agreed =
    sameAs(recurring, expected.recurring) &&
    (expected.setup === undefined ? setup !== null : sameAs(setup, expected.setup)) &&
    (expected.intervalMonths === undefined || intervalMonths === expected.intervalMonths);
  if (!agreed)
    throw new CommandError({
      kind: "price-differs",
      reason: `The price is ${priceWords(price)}, which is not what was expected. Nothing was spent. To agree to it, say ${consentFlags(price)}.`,
    });
}

/** Holds the digits that a script has said against the number. @throws {CommandError} `consent-missing`. */
export function checkDigits(number: string, confirm: string | undefined): void {
  if (confirm === undefined)
    throw missing("It has to be agreed to: say --yes and --confirm with the last four digits.");
  if (confirm !== number.slice(-4))
    throw missing("--confirm does not say the number's last four digits.");
}

/** Not agreed to. */
export function missing(reason: string): CommandError {
  return new CommandError({
    kind: "consent-missing",
    reason: `${reason} Nothing was sent, and nothing was spent.`,
  });
}

const nothingSaid: Price = { setup: null, recurring: null, intervalMonths: null };

function sameAs(money: Money | null, expected: Money | null): boolean {
  return expected === null ? money === null : sameMoney(money, expected);
}

/** What a flag says: null for `unknown`. */
function saidIn<Value>(
  text: string | undefined,
  read: (text: string) => Value,
): Value | null | undefined {
  if (text === undefined) return undefined;
  return text === "unknown" ? null : read(text);
}

function monthsIn(text: string): number {
  if (/^[1-9][0-9]{0,3}$/.test(text)) return Number(text);
  throw usage(`“${text}” is no number of months for --expect-months. Write it as in 12.`);
}

/** An amount as it is typed, such as `2.00 USD`. @throws {CommandError} `usage`. */
export function moneyIn(text: string, what: string): Money {
  const money = readMoney(text);
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
