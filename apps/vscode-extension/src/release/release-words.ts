import {
  type Lease,
  type LeaseFailure,
  type OperationResult,
  type ProviderAccount,
  formatMoney,
  monthlyTotals,
} from "@leaseline/core";
import { monthlyPrices } from "../leases-view/totals.js";
import { formatDate, internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { describeTrouble } from "../words/trouble-words.js";

/** `support, +1 305 555 0100`, or the number alone. */
export function namedNumber({ label, number }: Pick<Lease, "label" | "number">): string {
  return [label, internationalNumber(number)].filter(Boolean).join(", ");
}

/** When it stops working. */
export function effectLine(
  { nextChargeAt }: Lease,
  when: ProviderAccount["capabilities"]["releaseTakesEffect"],
  locale?: string,
): string {
  if (when === "at-once") return translate("It stops working at once.");
  return nextChargeAt
    ? translate("It goes on working until {0}.", formatDate(nextChargeAt, locale))
    : translate("It goes on working until the end of the period that is paid for.");
}

/** `$39.98 + €2.00`: what numbers cost a month, a total for each currency; empty where no price is known. */
export function monthlySum(leases: readonly Lease[], locale?: string): string {
  return monthlyTotals(monthlyPrices(leases))
    .map((total) => formatMoney(total, locale))
    .join(" + ");
}

/** Null for what nobody knows yet: that is told where it is followed up. */
export function releasedText(
  result: OperationResult,
  { number }: Lease,
  locale?: string,
): string | null {
  const shown = internationalNumber(number);
  switch (result.kind) {
    case "committed": {
      const { endsAt, state } = result.lease;
      return state === "releasing" && endsAt
        ? translate(
            "{0} is being released. It goes on working until {1}, and is not charged again.",
            shown,
            formatDate(endsAt, locale),
          )
        : translate("{0} was released.", shown);
    }
    case "accepted":
      return translate("The provider took the order to release {0}.", shown);
    case "unknown":
      return null;
  }
}

/** That it was not released, and apart from that why, and what to do. */
export function notReleasedWords(failure: LeaseFailure, { number }: Lease) {
  const { happened, next } = describeTrouble(failure);
  const gone = failure.kind === "not-leased" || failure.kind === "lease-changed";
  const shown = internationalNumber(number);
  const what = gone
    ? translate("{0} was not released by this.", shown)
    : translate("{0} was not released, and is still leased.", shown);
  return { what, why: `${happened} ${next}` };
}
