import { formatRecurring } from "../domain/price.js";
import { type Translate, phrase } from "../domain/translate.js";
import type { LeaseFailure } from "./lease-failure.js";

/** What it costs now, and what was quoted. */
export function priceChangedWords(
  { quoted, current }: Extract<LeaseFailure, { kind: "price-changed" }>,
  translate: Translate,
  locale?: string,
): string {
  return translate(
    "The price is now {0}, and not {1} as quoted.",
    formatRecurring(current, locale, translate),
    formatRecurring(quoted, locale, translate),
  );
}

/** What happened, and what to do: as a text and as a phrase. */
export function forbiddenWords(
  { reason, agreementUrl }: Extract<LeaseFailure, { kind: "forbidden" }>,
  translate: Translate,
): { readonly happened: string; readonly next: string } {
  if (agreementUrl !== null) {
    return {
      happened: translate("The provider asks you to accept an agreement first."),
      next: phrase("Review the agreement, then try again."),
    };
  }
  return {
    happened:
      reason === null
        ? translate("The account may not do this.")
        : translate("The provider does not allow it: {0}", sentence(reason)),
    next: phrase("Check what the account and its key may do in the provider's dashboard."),
  };
}

export function rejectedWords(
  { reason, status, field }: Extract<LeaseFailure, { kind: "rejected" }>,
  translate: Translate,
): string {
  if (reason === null)
    return field === null
      ? translate("The provider refused, with status {0}.", status)
      : translate("The provider refused ({0}), with status {1}.", field, status);
  return field === null
    ? translate("The provider refused: {0}", sentence(reason))
    : translate("The provider refused ({0}): {1}", field, sentence(reason));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
