import type { Lease, ProviderAccount } from "@leaseline/core";
import { formatDate, internationalNumber } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";

/** What a person has to know before a number is given back. */
export interface ReleaseConfirmation {
  readonly title: string;
  readonly prompt: string;
  /** Said in the prompt's place when something else was typed: what it costs stays in sight. */
  readonly wrong: string;
  /** What has to be typed. */
  readonly digits: string;
}

export function releaseConfirmation(
  lease: Lease,
  releaseTakesEffect: ProviderAccount["capabilities"]["releaseTakesEffect"],
  locale?: string,
): ReleaseConfirmation {
  const digits = lease.number.slice(-4);
  const named = [lease.label, internationalNumber(lease.number)].filter(Boolean).join(", ");
  const meaning = [
    lease.price?.recurring ? translate("Saves {0}.", words.recurring(lease.price, locale)) : "",
    effect(lease, releaseTakesEffect, locale),
    translate("It cannot be undone."),
  ]
    .filter(Boolean)
    .join(" ");
  return {
    title: translate("Release {0}", named),
    prompt: `${meaning} ${translate("Type its last four digits, {0}, to release it.", digits)}`,
    wrong: `${translate("Type {0} to release it, or press Escape to keep it.", digits)} ${meaning}`,
    digits,
  };
}

function effect(
  lease: Lease,
  when: ProviderAccount["capabilities"]["releaseTakesEffect"],
  locale?: string,
): string {
  if (when === "at-once") return translate("It stops working at once.");
  return lease.nextChargeAt
    ? translate("It goes on working until {0}.", formatDate(lease.nextChargeAt, locale))
    : translate("It goes on working until the end of the period that is paid for.");
}
