import {
  type E164,
  type Money,
  type Price,
  type Quote,
  type SpendCap,
  addMoney,
  formatMoney,
  formatRecurring,
  monthlyTotals,
  samePrice,
} from "@leaseline/core";
import { featureWords, internationalNumber, placeWords } from "../words/lease-words.js";
import type { ConfirmQuestion, TypeQuestion } from "../prompts/prompts.js";
import type { Doubts } from "../operations/held-number.js";
import { limitLine } from "../spending/limits.js";

export interface LeaseContext {
  /** As `accountTitle` writes it. */
  readonly account: string;
  /** What all numbers cost a month now, reservations included, a total for each currency. */
  readonly running: readonly Money[];
  readonly caps: readonly SpendCap[];
  /** Other numbers that may have been leased. */
  readonly doubts: Doubts;
  /** The price that was agreed to before, when the question is asked again because it changed. */
  readonly before: Price | null;
  readonly locale?: string | undefined;
}

/** A price that says all that a person agrees to. */
export type WholePrice = Price & { readonly setup: Money; readonly recurring: Money };

/** The price, when it says all that it takes to agree to it; what the core asks for is the same. */
export function wholePrice({ price }: Quote): WholePrice | null {
  if (!price?.setup || !price.recurring) return null;
  return { ...price, setup: price.setup, recurring: price.recurring };
}

/** The question that has to be answered with yes before anything is leased. */
export function leaseConfirmation(
  quote: Quote,
  price: WholePrice,
  context: LeaseContext,
): ConfirmQuestion {
  const { account, before, locale } = context;
  const cost = perInterval(price, locale);
  const warnings = [
    ...doubtLines(context),
    before && !samePrice(before, price)
      ? `The price has changed: it was ${perInterval(before, locale)}${before.setup ? ` and ${formatMoney(before.setup, locale)} once` : ""}.`
      : null,
  ];
  const lines = [
    `${formatMoney(price.setup, locale)} once, then ${everyInterval(price, locale)} until released.`,
    `Account: ${account}`,
    placeLine(quote),
    requirementsLine(quote),
    ...totalLines(price, context),
  ];
  return {
    title: `Lease ${internationalNumber(quote.number)} for ${cost}?`,
    // A warning stands apart, so that it is not read over.
    detail: [...warnings.filter(isSaid).flatMap((one) => [one, ""]), ...lines.filter(isSaid)],
    yes: `Lease for ${cost}`,
  };
}

/** The same question where the provider does not say the price: agreed to by typing, and not by a click. */
export function unknownPriceQuestion(quote: Quote, context: LeaseContext): TypeQuestion {
  const { account, caps, locale } = context;
  const digits = quote.number.slice(-4);
  const cost = `The provider does not say what this number costs${partOf(quote.price, locale)}. It is charged until released.`;
  const lines = [
    cost,
    caps.length > 0 ? "No limit can hold a price that nobody knows." : null,
    ...doubtLines(context),
    `Account: ${account}.`,
    requirementsLine(quote),
    `Type unknown, or the last four digits ${digits}, to lease it all the same.`,
  ];
  return {
    title: `Lease ${internationalNumber(quote.number)} Without Knowing Its Price`,
    prompt: lines.filter(Boolean).join(" "),
    placeholder: `unknown or ${digits}`,
    canGoBack: false,
    check: (typed) =>
      [digits, "unknown"].includes(typed.trim().toLowerCase())
        ? null
        : `Type unknown or ${digits} to lease it, or press Escape to leave it. ${cost}`,
  };
}

function doubtLines({ doubts: { unknown, unseen } }: LeaseContext): readonly string[] {
  return [
    ...(unknown.length > 0
      ? [`Not known yet: whether ${named(unknown)} leased. You may pay for both.`]
      : []),
    ...(unseen.length > 0
      ? [`${named(unseen)} not seen to be leased. If that changes, you pay for both.`]
      : []),
  ];
}

function isSaid(line: string | null): line is string {
  return Boolean(line);
}

/** `+1 305 555 0100 and 2 more were` */
function named([first, ...others]: readonly E164[]): string {
  const shown = first ? internationalNumber(first) : "";
  return others.length > 0 ? `${shown} and ${others.length} more were` : `${shown} was`;
}

/** `$19.99/month` */
function perInterval(price: Price, locale?: string): string {
  return formatRecurring(price, locale).replace(/\/mo$/, "/month").replace(/\/yr$/, "/year");
}

function everyInterval({ recurring, intervalMonths }: WholePrice, locale?: string): string {
  const amount = formatMoney(recurring, locale);
  switch (intervalMonths) {
    case null:
      return `${amount} at an interval that the provider does not say,`;
    case 1:
      return `${amount} every month`;
    default:
      return `${amount} every ${intervalMonths} months`;
  }
}

/** What it says of the price all the same. */
function partOf(price: Price | null, locale?: string): string {
  if (price?.recurring) return ` in all: ${perInterval(price, locale)}, and setup is not said`;
  return price?.setup
    ? ` in all: ${formatMoney(price.setup, locale)} once, and the rest is not said`
    : "";
}

function placeLine({ offer }: Quote): string {
  return [placeWords(offer), featureWords(offer.features)].filter(Boolean).join(" · ");
}

function requirementsLine({ offer: { requirements } }: Quote): string {
  if (requirements === "unknown") return "Requirements: the provider did not say.";
  if (requirements.length === 0) return "";
  return `Requirements: ${requirements.map(({ description }) => description).join(" ")}`;
}

function totalLines(
  price: WholePrice,
  { running, caps, locale }: LeaseContext,
): readonly (string | null)[] {
  // Where it is not said how often it is paid, what it comes to a month is not known.
  const [monthly] = price.intervalMonths === null ? [] : monthlyTotals([price]);
  const listed = running.find(({ currency }) => currency === monthly?.currency);
  const total = monthly ? (listed ? addMoney(listed, monthly) : monthly) : null;
  const first =
    price.setup.currency === price.recurring.currency
      ? addMoney(price.setup, price.recurring)
      : null;
  const limited = limitLine({ kind: "monthly", total, first }, caps, locale);
  return [
    limited ??
      (total && `Your ${total.currency} total becomes ${formatMoney(total, locale)}/month.`),
    limitLine({ kind: "per-lease", total, first }, caps, locale),
  ];
}
