import { formatRecurring } from "../domain/price.js";
import { type Translate, phrase } from "../domain/translate.js";
import type { LeaseFailure, InTheWay } from "./lease-failure.js";

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

/** What happened, when somebody else is at the number. */
export function inProgressWords(
  { by }: Extract<LeaseFailure, { kind: "in-progress" }>,
  translate: Translate,
): string {
  if (!by) return translate("This number is already being leased or released.");
  return by.holder === null
    ? translate(
        "This number is already being leased or released with the account {0} since {1} (UTC), and who began that has ended.",
        by.account,
        sinceWords(by),
      )
    : translate(
        "This number is already being leased or released with the account {0} by {1}, since {2} (UTC).",
        by.account,
        by.holder,
        sinceWords(by),
      );
}

/** What happened, when nobody can look here what became of something. */
export function notConnectedWords(
  { by, provider }: Extract<LeaseFailure, { kind: "not-connected" }>,
  translate: Translate,
): string {
  const account = provider === null ? by.account : `${by.account} (${provider})`;
  return by.holder === null
    ? translate(
        "It is of the account {0}, which is not connected here: what became of it cannot be looked up from here.",
        account,
      )
    : translate(
        "It is of the account {0}, which is not connected here, and {1} has been at it since {2} (UTC).",
        account,
        by.holder,
        sinceWords(by),
      );
}

function sinceWords({ since }: InTheWay): string {
  return since.slice(0, "2026-11-27T10:00".length).replace("T", " ");
}
