import { type Lease, type ProviderAccount, formatRecurring } from "@leaseline/core";
import { formatDate, internationalNumber } from "../words/lease-words.js";

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
  const saves = lease.price?.recurring ? `Saves ${formatRecurring(lease.price, locale)}. ` : "";
  const meaning = `${saves}${effect(lease, releaseTakesEffect, locale)} It cannot be undone.`;
  return {
    title: `Release ${named}`,
    prompt: `${meaning} Type its last four digits, ${digits}, to release it.`,
    wrong: `Type ${digits} to release it, or press Escape to keep it. ${meaning}`,
    digits,
  };
}

function effect(
  lease: Lease,
  when: ProviderAccount["capabilities"]["releaseTakesEffect"],
  locale?: string,
): string {
  if (when === "at-once") return "It stops working at once.";
  return lease.nextChargeAt
    ? `It goes on working until ${formatDate(lease.nextChargeAt, locale)}.`
    : "It goes on working until the end of the period that is paid for.";
}
