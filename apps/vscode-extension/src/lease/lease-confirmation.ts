import {
  type Money,
  type Price,
  type Quote,
  type SpendCap,
  addMoney,
  formatMoney,
  monthlyTotals,
  samePrice,
} from "@leaseline/core";
import { featureWords, internationalNumber, placeWords } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";
import type { ConfirmQuestion, TypeQuestion } from "../prompts/prompts.js";
import type { Doubts } from "../operations/held-number.js";
import { moneyProblem } from "./state-prices.js";
import { limitLine } from "../spending/limits.js";
import {
  type WholePrice,
  changedLine,
  costLine,
  perInterval,
  saidOf,
  unknownLine,
  unknownWord,
  unseenLine,
} from "./confirmation-lines.js";

export interface LeaseContext {
  /** As `accountTitle` writes it. */
  readonly account: string;
  /** What all numbers cost a month now, reservations included, a total for each currency. */
  readonly running: readonly Money[];
  /** Of this window and of the ledger. */
  readonly caps: readonly SpendCap[];
  /** Other numbers that may have been leased. */
  readonly doubts: Doubts;
  /** The price that was agreed to before, when the question is asked again because it changed. */
  readonly before: Price | null;
  readonly locale?: string | undefined;
}

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
    before && !samePrice(before, price) ? changedLine(before, locale) : null,
  ];
  const lines = [
    costLine(price, locale),
    translate("Account: {0}", account),
    placeLine(quote),
    requirementsLine(quote),
    ...totalLines(price, context),
  ];
  return {
    title: translate("Lease {0} for {1}?", internationalNumber(quote.number), cost),
    // A warning stands apart, so that it is not read over.
    detail: [...warnings.filter(isSaid).flatMap((one) => [one, ""]), ...lines.filter(isSaid)],
    yes: translate("Lease for {0}", cost),
  };
}

/** The same question where the provider does not say the price: agreed to by typing, and not by a click. */
export function unknownPriceQuestion(quote: Quote, context: LeaseContext): TypeQuestion {
  const { account, caps, locale } = context;
  const isLimited = caps.length > 0;
  const digits = quote.number.slice(-4);
  const cost = `${saidOf(quote.price, locale)} ${translate("It is charged until released.")}`;
  const title = translate("Lease {0} Without Knowing Its Price", internationalNumber(quote.number));
  const lines = [
    cost,
    ...doubtLines(context),
    translate("Account: {0}.", account),
    requirementsLine(quote),
    isLimited
      ? translate(
          "There is a limit: to lease it anyway, type what it should count as, once and a month.",
        )
      : translate(
          "Type {0}, or the last four digits {1}, to lease it anyway.",
          unknownWord(),
          digits,
        ),
  ];
  if (isLimited)
    return {
      title,
      prompt: lines.filter(Boolean).join(" "),
      placeholder: "2.00 USD",
      canGoBack: false,
      check: moneyProblem,
    };
  return {
    title,
    prompt: lines.filter(Boolean).join(" "),
    placeholder: translate("{0} or {1}", unknownWord(), digits),
    canGoBack: false,
    check: (typed) =>
      [digits, "unknown", unknownWord()].includes(typed.trim().toLowerCase())
        ? null
        : `${translate("Type {0} or {1} to lease it, or press Escape to leave it.", unknownWord(), digits)} ${cost}`,
  };
}

function doubtLines({ doubts: { unknown, unseen } }: LeaseContext): readonly string[] {
  return [
    ...(unknown.length > 0 ? [unknownLine(unknown)] : []),
    ...(unseen.length > 0 ? [unseenLine(unseen)] : []),
  ];
}

function isSaid(line: string | null): line is string {
  return Boolean(line);
}

function placeLine({ offer }: Quote): string {
  return [placeWords(offer), featureWords(offer.features)].filter(Boolean).join(" · ");
}

function requirementsLine({ offer: { requirements } }: Quote): string {
  if (requirements === "unknown") return translate("Requirements: the provider did not say.");
  if (requirements.length === 0) return "";
  return translate("Requirements: {0}", words.requirements(requirements));
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
  return [
    total &&
      translate(
        "Your listed {0} total becomes {1}/month.",
        total.currency,
        formatMoney(total, locale),
      ),
    limitLine({ kind: "monthly", total, first }, caps, locale),
    limitLine({ kind: "per-lease", total, first }, caps, locale),
  ];
}
