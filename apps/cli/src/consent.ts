import { type Money, type Price, sameMoney, toMoney } from "@leaseline/core";
import { CommandError } from "./command-error.js";
import { priceWords } from "./output/words.js";

/** What a script says that it agrees to pay. What it leaves out is agreed to only where there is nothing of it. */
export interface ExpectedPrice {
  /** `"2.00 USD"`, or `"unknown"` to agree to a price that the provider does not say. */
  readonly expectPrice?: string | undefined;
  /** What is paid once; nothing when left out. */
  readonly expectSetup?: string | undefined;
  /** Months between two charges, or `"unknown"`; 1 when left out. */
  readonly expectMonths?: string | undefined;
}

/** The flags with which a script agrees to exactly this price. */
export function consentFlags(price: Price | null): string {
  const { setup, recurring, intervalMonths } = price ?? nothingSaid;
  return [
    "--yes",
    `--expect-price ${quoted(recurring)}`,
    isNothing(setup) ? "" : `--expect-setup ${quoted(setup)}`,
    intervalMonths === 1 ? "" : `--expect-months ${intervalMonths ?? "unknown"}`,
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * Holds what a script agrees to against the price as it is.
 * @throws {CommandError} `consent-missing`, `price-differs`, `usage`.
 */
export function checkExpected(
  price: Price | null,
  { expectPrice, expectSetup, expectMonths = "1" }: ExpectedPrice,
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
    String(intervalMonths ?? "unknown") === expectMonths;
  if (!agreed)
    throw new CommandError({
      kind: "price-differs",
      reason: `The price is ${priceWords(price)}, which is not what was expected. Nothing was spent. To agree to it, say ${consentFlags(price)}.`,
    });
}

const nothingSaid: Price = { setup: null, recurring: null, intervalMonths: null };

function sameSetup(setup: Money | null, expected: string | undefined): boolean {
  return expected === undefined ? isNothing(setup) : sameAs(setup, expected, "--expect-setup");
}

function sameAs(money: Money | null, expected: string, flag: string): boolean {
  if (expected === "unknown") return money === null;
  const [amount = "", currency = "", ...rest] = expected.trim().split(/\s+/);
  const wanted = rest.length === 0 ? toMoney(amount, currency.toUpperCase()) : null;
  if (!wanted)
    throw new CommandError({
      kind: "usage",
      reason: `“${expected}” is no amount of money for ${flag}. Write it as in "2.00 USD".`,
    });
  return sameMoney(money, wanted);
}

/** Whether nothing is paid, by the provider's own word. */
function isNothing(money: Money | null): boolean {
  return money !== null && Number(money.amount) === 0;
}

function quoted(money: Money | null): string {
  return money ? `"${money.amount} ${money.currency}"` : "unknown";
}
