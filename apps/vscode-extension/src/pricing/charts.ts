import type { Offer } from "@leaseline/core";
import { translate } from "../words/translate.js";
import { compareOffers } from "./comparison.js";
import { historyCharts } from "./history-charts.js";
import type { Chart, Charts } from "./messages.js";
import type { SpendHistory } from "./spend-history.js";

interface Drawn {
  readonly charts: readonly Chart[];
  readonly notes: readonly string[];
}

/** What the offers that are compared come to. */
export function comparisonCharts(offers: readonly Offer[], locale: string): Charts {
  return asMessage(
    "offers",
    translate("Cost over two years"),
    compareOffers(offers, locale),
    locale,
  );
}

/** What accounts were charged. @param title - what an account is called. */
export function spendingCharts(
  history: SpendHistory,
  title: (account: string) => string,
  locale: string,
): Charts {
  return asMessage("numbers", spendingHeading(), historyCharts(history, { title, locale }), locale);
}

/** In the place of charts: why there are none. */
export function noSpendingCharts(reason: string, locale: string): Charts {
  return asMessage("numbers", spendingHeading(), { charts: [], notes: [reason] }, locale);
}

function spendingHeading(): string {
  return translate("Spending by account");
}

function asMessage(
  tab: Charts["tab"],
  heading: string,
  { charts, notes }: Drawn,
  locale: string,
): Charts {
  return {
    tab,
    heading,
    charts: [...charts],
    notes: [...notes],
    labels: { table: translate("Show as a table") },
    locale,
  };
}
