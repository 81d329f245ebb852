import {
  type Price,
  type Quote,
  addMoney,
  formatMoney,
  formatRecurring,
  monthlyCost,
  samePrice,
  type Money,
} from "@leaseline/core";
import { featureWords, internationalNumber, placeWords } from "../leases-view/lease-words.js";
import type { ConfirmQuestion } from "../prompts/prompts.js";

export interface LeaseContext {
  /** `Contiguity · acme-dev` */
  readonly account: string;
  /** What the listed numbers cost a month now, a total for each currency. */
  readonly monthlyTotals: readonly Money[];
  /** The price that was agreed to before, when the question is asked again because it changed. */
  readonly before: Price | null;
  readonly locale?: string | undefined;
}

/** The question that has to be answered with yes before anything is leased. */
export function leaseConfirmation(
  quote: Quote,
  { account, monthlyTotals, before, locale }: LeaseContext,
): ConfirmQuestion {
  const { price, offer } = quote;
  const cost = perInterval(price, locale);
  const lines = [
    before && !samePrice(before, price)
      ? `The price has changed: it was ${perInterval(before, locale)}${before.setup ? ` and ${formatMoney(before.setup, locale)} once` : ""}.`
      : null,
    `${price.setup ? `${formatMoney(price.setup, locale)} once, then ` : ""}${everyInterval(price, locale)} until released.`,
    `Account: ${account}`,
    [placeWords(offer), featureWords(offer.features)].filter(Boolean).join(" · "),
    requirementsLine(quote),
    totalLine(price, monthlyTotals, locale),
  ];
  return {
    title: `Lease ${internationalNumber(quote.number)} for ${cost}?`,
    detail: lines.filter(Boolean).join("\n"),
    yes: `Lease for ${cost}`,
  };
}

/** `$19.99/month` */
function perInterval(price: Price, locale?: string): string {
  return formatRecurring(price, locale).replace(/\/mo$/, "/month").replace(/\/yr$/, "/year");
}

function everyInterval(price: Price, locale?: string): string {
  if (!price.recurring) return "";
  const amount = formatMoney(price.recurring, locale);
  switch (price.intervalMonths) {
    case null:
      return `${amount} at an interval that the provider does not say,`;
    case 1:
      return `${amount} every month`;
    default:
      return `${amount} every ${price.intervalMonths} months`;
  }
}

function requirementsLine({ offer: { requirements } }: Quote): string {
  if (requirements === "unknown") return "Requirements: the provider did not say.";
  if (requirements.length === 0) return "";
  return `Requirements: ${requirements.map(({ description }) => description).join(" ")}`;
}

function totalLine(price: Price, totals: readonly Money[], locale?: string): string {
  const monthly = monthlyCost(price);
  if (!monthly) return "";
  const listed = totals.find(({ currency }) => currency === monthly.currency);
  const total = listed ? addMoney(listed, monthly) : monthly;
  return `Your listed ${monthly.currency} total becomes ${formatMoney(total, locale)}/month.`;
}
