import { type Money, type Offer, type Price, costOver, formatMoney } from "@leaseline/core";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import type { Chart } from "./messages.js";
import { markOf } from "./marks.js";

/** Over how many months offers are compared. */
const comparedMonths = 24;

export interface ComparedOffers {
  readonly charts: readonly Chart[];
  readonly notes: readonly string[];
}

/**
 * What offers will have cost by the end of each month: setup, and every charge until then. One chart for each
 * currency, since amounts of two cannot be laid over each other.
 */
export function compareOffers(offers: readonly Offer[], locale?: string): ComparedOffers {
  const marked = offers.map((offer, line) => ({ offer, line, mark: markOf(line) }));
  const lines = marked.flatMap((one) => {
    const costs = costsOf(one.offer.price);
    return costs ? [{ ...one, costs }] : [];
  });
  const currencies = [...new Set(lines.map(({ costs }) => costs[0]?.currency ?? ""))];
  const notes = marked
    .filter(({ offer }) => costsOf(offer.price) === null)
    .map(({ offer, mark }) =>
      translate(
        "{0} {1} is in no chart: its price is incomplete.",
        mark,
        internationalNumber(offer.number),
      ),
    );
  const charts = currencies.map((currency): Chart => {
    const own = lines.filter(({ costs }) => costs[0]?.currency === currency);
    return {
      title: translate("Cost over {0} months in {1}", comparedMonths, currency),
      description: own.map((line) => lineWords(line, locale)).join(" "),
      currency,
      axis: translate("Month"),
      points: months().map((month) => ({
        name: month === 1 ? translate("After 1 month") : translate("After {0} months", month),
        tick: String(month),
      })),
      isStepped: true,
      series: own.map(({ mark, line, offer, costs }) => ({
        mark,
        line,
        name: internationalNumber(offer.number),
        values: costs.map(({ amount }) => Number(amount)),
        texts: costs.map((cost) => formatMoney(cost, locale)),
      })),
    };
  });
  return { charts, notes };
}

/** By the end of each month; null where the price is not whole. */
function costsOf(price: Price | null): readonly Money[] | null {
  const costs = months().map((month) => (price ? costOver(price, month) : null));
  const known = costs.filter((cost) => cost !== null);
  return known.length === costs.length ? known : null;
}

function lineWords(
  { mark, offer, costs }: { mark: string; offer: Offer; costs: readonly Money[] },
  locale?: string,
): string {
  const [year, end] = [costs[11], costs.at(-1)];
  return translate(
    "{0} {1}: {2} after 12 months, {3} after 24.",
    mark,
    internationalNumber(offer.number),
    year ? formatMoney(year, locale) : "",
    end ? formatMoney(end, locale) : "",
  );
}

function months(): readonly number[] {
  return Array.from({ length: comparedMonths }, (_, index) => index + 1);
}
