import {
  type Lease,
  type Money,
  type Offer,
  type Price,
  costOver,
  formatMoney,
  formatRecurring,
} from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import {
  featureWords,
  formatDate,
  internationalNumber,
  placeWords,
  stateWords,
} from "../words/lease-words.js";
import { totalsText } from "../leases-view/totals.js";
import { offerId } from "../search/last-search.js";
import type { PricingModel, PricingTable } from "./messages.js";

export interface PricingInput {
  readonly leases: readonly Lease[];
  /** Of how many accounts it is not known what they hold. */
  readonly unread: number;
  readonly offers: readonly Offer[];
  readonly accounts: readonly StoredAccount[];
  readonly locale?: string | undefined;
}

/** The most offers that the table shows. */
const maxOffers = 200;

/** What the pricing panel shows, as text. */
export function pricingModelOf({
  leases,
  unread,
  offers,
  accounts,
  locale,
}: PricingInput): PricingModel {
  const notRead = unread > 0 ? `${unread} ${unread === 1 ? "account" : "accounts"} not read` : null;
  const held = `${leases.length} ${leases.length === 1 ? "number" : "numbers"}`;
  const account = (id: string) => {
    const found = accounts.find((one) => one.id === id);
    return found ? accountTitle(found) : id;
  };
  return {
    summary: [
      { name: "Recurring", value: totalsText({ leases, unread }, locale) || "—" },
      { name: "Next charge", value: nextCharge(leases, locale) },
      { name: "Leased", value: notRead ? `${held}, ${notRead}` : held },
    ],
    numbers: numbersTable(leases, {
      account,
      locale,
      empty: notRead
        ? `It is not known what is leased: ${notRead}.`
        : "No phone numbers are leased yet.",
    }),
    offers: offersTable(offers, account, locale),
  };
}

function numbersTable(
  leases: readonly Lease[],
  {
    account,
    locale,
    empty,
  }: {
    readonly account: (id: string) => string;
    readonly locale: string | undefined;
    readonly empty: string;
  },
): PricingTable {
  return {
    caption: "Leased numbers",
    columns: columns([
      "Number",
      "Account",
      "Setup#",
      "Recurring#",
      "Interval",
      "Next charge",
      "State",
    ]),
    rows: leases.map((lease) => ({
      id: offerId(lease),
      cells: [
        text(
          lease.label
            ? `${lease.label} · ${internationalNumber(lease.number)}`
            : internationalNumber(lease.number),
          lease.label ?? lease.number,
        ),
        text(account(lease.account)),
        money(lease.price?.setup, locale),
        money(lease.price?.recurring, locale),
        text(intervalWords(lease.price)),
        date(lease.nextChargeAt, locale),
        text(stateWords(lease, locale)),
      ],
      action: null,
    })),
    empty,
  };
}

function offersTable(
  offers: readonly Offer[],
  account: (id: string) => string,
  locale?: string,
): PricingTable {
  return {
    caption:
      offers.length > maxOffers
        ? `Offers of the last search, the first ${maxOffers} of ${offers.length}`
        : "Offers of the last search",
    columns: columns([
      "Number",
      "Account",
      "Place",
      "Channels",
      "Setup#",
      "Recurring#",
      "12 months#",
      "Requirements",
    ]),
    rows: offers.slice(0, maxOffers).map((offer) => ({
      id: offerId(offer),
      cells: [
        text(internationalNumber(offer.number), offer.number),
        text(account(offer.account)),
        text(placeWords(offer)),
        text(featureWords(offer.features)),
        money(offer.price?.setup, locale),
        { text: formatRecurring(offer.price, locale), sort: moneySort(offer.price?.recurring) },
        money(offer.price ? costOver(offer.price, 12) : null, locale),
        text(requirementWords(offer)),
      ],
      action: offer.leasable
        ? { label: "Lease…", description: `Lease ${internationalNumber(offer.number)}` }
        : null,
    })),
    empty: "Search for numbers to compare their prices here.",
  };
}

/** A name with # at its end is a column of amounts. */
function columns(names: readonly string[]): PricingTable["columns"] {
  return names.map((name) => ({ name: name.replace("#", ""), numeric: name.endsWith("#") }));
}

function text(shown: string, sort: string = shown) {
  return { text: shown || "—", sort: shown ? sort.toLowerCase() : null };
}

function money(amount: Money | null | undefined, locale?: string) {
  return { text: amount ? formatMoney(amount, locale) : "—", sort: moneySort(amount) };
}

/** Sorts as text: by currency first, since amounts of two currencies cannot be compared. */
function moneySort(amount: Money | null | undefined): string | null {
  if (!amount) return null;
  const [whole = "", fraction = ""] = amount.amount.split(".");
  return `${amount.currency} ${whole.padStart(15, "0")}.${fraction}`;
}

function date(iso: string | null, locale?: string) {
  return iso ? { text: formatDate(iso, locale), sort: iso } : { text: "—", sort: null };
}

function nextCharge(leases: readonly Lease[], locale?: string): string {
  const [next] = leases.flatMap(({ nextChargeAt }) => nextChargeAt ?? []).toSorted();
  return next ? formatDate(next, locale) : "—";
}

function intervalWords(price: Price | null): string {
  if (!price?.recurring) return "";
  if (price.intervalMonths === null) return "not said";
  return price.intervalMonths === 1 ? "monthly" : `every ${price.intervalMonths} months`;
}

function requirementWords({ requirements, leasable }: Offer): string {
  if (!leasable) return "not offered";
  if (requirements === "unknown") return "not said";
  return requirements.length === 0
    ? "none"
    : requirements.map(({ description }) => description).join(" ");
}
