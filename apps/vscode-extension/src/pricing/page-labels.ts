import { translate } from "../words/translate.js";
import type { PageLabels } from "./messages.js";

/** What the controls of the panel's page are called. */
export function pageLabels(): PageLabels {
  return {
    show: translate("What to show"),
    numbers: translate("My Numbers"),
    offers: translate("Compare"),
    search: translate("Search Numbers…"),
    refresh: translate("Refresh"),
    export: translate("Export CSV…"),
    filter: translate("Filter"),
    compareNone: translate("Compare None"),
    charts: translate("Charts"),
  };
}
