import { type E164, type Money, type Price, formatMoney } from "@leaseline/core";
import { internationalNumber } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";

// What is said before a lease, a whole sentence for each case.

/** A price that says all that a person agrees to. */
export type WholePrice = Price & { readonly setup: Money; readonly recurring: Money };

/** `$19.99/month` */
export function perInterval(price: Price, locale?: string): string {
  if (!price.recurring) return words.recurring(price, locale);
  const amount = formatMoney(price.recurring, locale);
  if (price.intervalMonths === 1) return translate("{0}/month", amount);
  return price.intervalMonths === 12
    ? translate("{0}/year", amount)
    : words.recurring(price, locale);
}

export function costLine(
  { setup, recurring, intervalMonths }: WholePrice,
  locale?: string,
): string {
  const [once, amount] = [formatMoney(setup, locale), formatMoney(recurring, locale)];
  switch (intervalMonths) {
    case null:
      return translate(
        "{0} once, then {1} at an interval that the provider does not say, until released.",
        once,
        amount,
      );
    case 1:
      return translate("{0} once, then {1} every month until released.", once, amount);
    default:
      return translate(
        "{0} once, then {1} every {2} months until released.",
        once,
        amount,
        intervalMonths,
      );
  }
}

export function changedLine(before: Price, locale?: string): string {
  const recurring = perInterval(before, locale);
  return before.setup
    ? translate(
        "The price has changed: it was {0} and {1} once.",
        recurring,
        formatMoney(before.setup, locale),
      )
    : translate("The price has changed: it was {0}.", recurring);
}

/** That the provider does not say the price, and what it says of it all the same. */
export function saidOf(price: Price | null, locale?: string): string {
  if (price?.recurring)
    return translate(
      "The provider does not say what this number costs in full: {0}, and the setup price is unknown.",
      perInterval(price, locale),
    );
  return price?.setup
    ? translate(
        "The provider does not say what this number costs in full: {0} once, and the rest is unknown.",
        formatMoney(price.setup, locale),
      )
    : translate("The provider does not say what this number costs.");
}

/** What is typed to agree to a price that nobody knows. */
export function unknownWord(): string {
  return translate("unknown");
}

export function unknownLine([first, ...others]: readonly E164[]): string {
  const shown = first ? internationalNumber(first) : "";
  return others.length > 0
    ? translate(
        "Not known yet: whether {0} and {1} more were leased. You may pay for both.",
        shown,
        others.length,
      )
    : translate("Not known yet: whether {0} was leased. You may pay for both.", shown);
}

export function unseenLine([first, ...others]: readonly E164[]): string {
  const shown = first ? internationalNumber(first) : "";
  return others.length > 0
    ? translate(
        "{0} and {1} more were not seen to be leased. If that changes, you pay for both.",
        shown,
        others.length,
      )
    : translate("{0} was not seen to be leased. If that changes, you pay for both.", shown);
}
