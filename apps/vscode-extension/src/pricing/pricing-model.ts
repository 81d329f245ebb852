import { type Lease, type Offer, type Price, costOver } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import {
  featureWords,
  formatDate,
  internationalNumber,
  placeWords,
  stateWords,
} from "../words/lease-words.js";
import { notReadWords, numberCount } from "../words/count-words.js";
import { translate, words } from "../words/translate.js";
import { totalsText } from "../leases-view/totals.js";
import { offerId } from "../search/last-search.js";
import { counted, date, money, moneySort, text } from "./cells.js";
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
  const notRead = unread > 0 ? notReadWords(unread) : null;
  const held = numberCount(leases.length);
  const account = (id: string) => {
    const found = accounts.find((one) => one.id === id);
    return found ? accountTitle(found) : id;
  };
  return {
    summary: [
      { name: translate("Recurring"), value: totalsText({ leases, unread }, locale) || "—" },
      { name: translate("Next charge"), value: nextCharge(leases, locale) },
      { name: translate("Leased"), value: [held, notRead].filter(Boolean).join(", ") },
    ],
    numbers: numbersTable(leases, {
      account,
      locale,
      empty: notRead
        ? translate("It is not known what is leased: {0}.", notRead)
        : translate("No phone numbers are leased yet."),
    }),
    offers: offersTable(offers, account, locale),
    labels: {
      show: translate("What to show"),
      numbers: translate("My Numbers"),
      offers: translate("Compare"),
      search: translate("Search Numbers…"),
      refresh: translate("Refresh"),
    },
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
    caption: translate("Leased numbers"),
    ...counted(leases.length, [
      { name: translate("Number") },
      { name: translate("Account") },
      { name: translate("Setup"), numeric: true },
      { name: translate("Recurring"), numeric: true },
      { name: translate("Interval") },
      { name: translate("Next charge") },
      { name: translate("State") },
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
  const shown = offers.slice(0, maxOffers);
  return {
    caption:
      offers.length > maxOffers
        ? translate("Offers of the last search, the first {0} of {1}", maxOffers, offers.length)
        : translate("Offers of the last search"),
    ...counted(shown.length, [
      { name: translate("Number") },
      { name: translate("Account") },
      { name: translate("Place") },
      { name: translate("Channels") },
      { name: translate("Setup"), numeric: true },
      { name: translate("Recurring"), numeric: true },
      { name: translate("12 months"), numeric: true },
      { name: translate("Requirements") },
    ]),
    rows: shown.map((offer) => ({
      id: offerId(offer),
      cells: [
        text(internationalNumber(offer.number), offer.number),
        text(account(offer.account)),
        text(placeWords(offer)),
        text(featureWords(offer.features)),
        money(offer.price?.setup, locale),
        { text: words.recurring(offer.price, locale), sort: moneySort(offer.price?.recurring) },
        money(offer.price ? costOver(offer.price, 12) : null, locale),
        text(requirementWords(offer)),
      ],
      action: offer.leasable
        ? {
            label: translate("Lease…"),
            description: translate("Lease {0}", internationalNumber(offer.number)),
          }
        : null,
    })),
    empty: translate("Search for numbers to compare their prices here."),
  };
}

function nextCharge(leases: readonly Lease[], locale?: string): string {
  const [next] = leases.flatMap(({ nextChargeAt }) => nextChargeAt ?? []).toSorted();
  return next ? formatDate(next, locale) : "—";
}

function intervalWords(price: Price | null): string {
  if (!price?.recurring) return "";
  if (price.intervalMonths === null) return translate("not said");
  return price.intervalMonths === 1
    ? translate("monthly")
    : translate("every {0} months", price.intervalMonths);
}

function requirementWords({ requirements, leasable }: Offer): string {
  if (!leasable) return translate("not offered");
  if (requirements === "unknown") return translate("not said");
  return requirements.length === 0 ? translate("none") : words.requirements(requirements);
}
