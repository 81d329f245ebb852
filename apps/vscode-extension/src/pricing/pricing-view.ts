import type { Lease, Offer } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import { offerId } from "../search/last-search.js";
import { notReadWords } from "../words/count-words.js";
import { internationalNumber } from "../words/lease-words.js";
import { countText, translate } from "../words/translate.js";
import { type Arrangement, type ArrangementTools, createArrangement } from "./arrangement.js";
import { lastOnly } from "../leases-view/last-only.js";
import { type Look, type PricingRow, type PricingView, maxCompared } from "./messages.js";
import { dayOf } from "./calendar.js";
import { numberTools } from "./number-columns.js";
import { offerTools } from "./offer-columns.js";
import { pageLabels, comparingWords, statusWords } from "./page-words.js";
import { type Held, summaryOf } from "./summary.js";

export interface PricingInput {
  readonly leases: readonly Lease[];
  /** Of how many accounts it is not known what they hold. */
  readonly unread: number;
  readonly held: Held;
  readonly offers: readonly Offer[];
  readonly accounts: readonly StoredAccount[];
  /** ISO 8601. */
  readonly now: string;
  readonly locale?: string | undefined;
}

/** What the panel looks like, for somebody who looks at it. */
export interface Pricing {
  /** Rows in sight are put into words, and no others. */
  view(input: PricingInput, look: Look): PricingView;
  /** All rows of what is looked at, in their order. */
  rows(input: PricingInput, look: Look): PricedRows;
}

export type PricedRows =
  | { readonly tab: "numbers"; readonly rows: readonly Lease[] }
  | { readonly tab: "offers"; readonly rows: readonly Offer[] };

/** The most offers that the table has. */
export const maxOffers = 10_000;

/** Keeps the order of the rows from one view to the next. */
export function createPricing(): Pricing {
  let known: { readonly key: string; readonly tables: Tables } | null = null;
  const tablesOf = ({ accounts, locale }: PricingInput): Tables => {
    const titles = new Map(accounts.map((account) => [account.id, accountTitle(account)]));
    const key = JSON.stringify([...titles, locale]);
    if (known?.key !== key) {
      const title = (id: string) => titles.get(id) ?? id;
      const numbers = numberTools(title, locale);
      const offers = offerTools(title, locale);
      known = {
        key,
        tables: {
          numbers: { tools: numbers, arrangement: createArrangement(numbers) },
          offers: { tools: offers, arrangement: createArrangement(offers) },
        },
      };
    }
    return known.tables;
  };
  const shownOffers = lastOnly(firstOffers);
  // Of ten thousand prices a sum takes longer than all else that a keystroke in the filter does.
  const summary = lastOnly(summaryOf);

  return {
    view: (input, look) => {
      const tables = tablesOf(input);
      const offers = shownOffers(input.offers);
      const { compared } = look;
      const found = compared.length === 0 ? [] : idsIn(offers, compared);
      return {
        turn: look.turn,
        summary: summary(input.leases, input.unread, input.held, dayOf(input.now), input.locale),
        table:
          look.tab === "numbers"
            ? tableOf(tables.numbers, input.leases, look, {
                caption: translate("Leased numbers"),
                empty: noNumbers(input.unread),
                compare: null,
                act: null,
                row: (lease) => ({ id: offerId(lease), action: null, compare: null }),
              })
            : tableOf(tables.offers, offers, look, {
                caption: offersCaption(input.offers.length),
                empty: translate("Search for numbers to compare their prices here."),
                compare: translate("Compare"),
                act: translate("Lease"),
                row: offerRow,
              }),
        compared: found,
        comparing: look.tab === "offers" && offers.length > 0 ? comparingWords(found.length) : null,
        labels: pageLabels(),
      };
    },
    rows: (input, look) => {
      const tables = tablesOf(input);
      return look.tab === "numbers"
        ? { tab: "numbers", rows: tables.numbers.arrangement.of(input.leases, look) }
        : {
            tab: "offers",
            rows: tables.offers.arrangement.of(shownOffers(input.offers), look),
          };
    },
  };
}

interface Table<Row> {
  readonly tools: ArrangementTools<Row>;
  readonly arrangement: Arrangement<Row>;
}

interface Tables {
  readonly numbers: Table<Lease>;
  readonly offers: Table<Offer>;
}

interface TableWords<Row> {
  readonly caption: string;
  readonly empty: string;
  readonly compare: string | null;
  readonly act: string | null;
  readonly row: (row: Row) => Omit<PricingRow, "cells">;
}

function tableOf<Row>(
  { tools: { columns }, arrangement }: Table<Row>,
  all: readonly Row[],
  look: Look,
  words: TableWords<Row>,
): PricingView["table"] {
  const rows = arrangement.of(all, look);
  const first = Math.min(look.first, rows.length);
  return {
    caption: words.caption,
    columns: columns.map(({ name, kind }) => ({ name, kind })),
    total: rows.length,
    first,
    rows: rows
      .slice(first, first + look.count)
      .map((row) => ({ ...words.row(row), cells: columns.map(({ text }) => text(row)) })),
    status: statusWords(
      {
        shown: rows.length,
        all: all.length,
        sortedBy: look.sort ? (columns[look.sort.column]?.name ?? null) : null,
      },
      words.empty,
    ),
    isEmpty: all.length === 0,
    compare: words.compare,
    act: words.act,
  };
}

function offerRow(offer: Offer): Omit<PricingRow, "cells"> {
  const number = internationalNumber(offer.number);
  return {
    id: offerId(offer),
    action: offer.leasable
      ? { label: translate("Lease…"), description: translate("Lease {0}", number) }
      : null,
    compare: translate("Compare {0}", number),
  };
}

/** Of the offers with these ids, the ids of those that are there, in their order. */
function idsIn(offers: readonly Offer[], ids: readonly string[]): string[] {
  const wanted = new Set(ids);
  const there = new Set<string>();
  for (const offer of offers) {
    const id = offerId(offer);
    if (wanted.has(id)) there.add(id);
    if (there.size === wanted.size) break;
  }
  return ids.filter((id) => there.has(id)).slice(0, maxCompared);
}

function firstOffers(offers: readonly Offer[]): readonly Offer[] {
  return offers.length > maxOffers ? offers.slice(0, maxOffers) : offers;
}

function noNumbers(unread: number): string {
  return unread > 0
    ? translate("It is not known what is leased: {0}.", notReadWords(unread))
    : translate("No phone numbers are leased yet.");
}

function offersCaption(count: number): string {
  return count > maxOffers
    ? translate(
        "Offers of the last search, the first {0} of {1}",
        countText(maxOffers),
        countText(count),
      )
    : translate("Offers of the last search");
}
