import type { LedgerTrouble } from "./ledger-view.js";
import { formatTime } from "../words/operation-words.js";
import { describeFailure, translate } from "../words/translate.js";

/** What stands above the numbers while the ledger cannot be read. */
export function ledgerTrouble({ failure, asOf }: LedgerTrouble, locale?: string): string {
  const { happened, next } = describeFailure(failure);
  const since =
    asOf === null ? "" : translate("What it said at {0} is shown.", formatTime(asOf, locale));
  return [happened, since, next].filter(Boolean).join(" ");
}
