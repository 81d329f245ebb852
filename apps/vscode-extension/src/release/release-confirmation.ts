import type { Lease, ProviderAccount } from "@leaseline/core";
import { translate, words } from "../words/translate.js";
import { type Occurrences, occurrencesLine } from "./occurrences.js";
import { effectLine, namedNumber, monthlySum } from "./release-words.js";
import type { Choice, PickManyQuestion, TypeQuestion } from "../prompts/prompts.js";
import { monthlyPrices } from "../leases-view/totals.js";
import { internationalNumber } from "../words/lease-words.js";

/** What a person has to know before a number is given back. */
export interface ReleaseConfirmation {
  readonly title: string;
  /** A sentence each. */
  readonly meaning: readonly string[];
  readonly prompt: string;
  /** Said in the prompt's place when something else was typed: what it costs stays in sight. */
  readonly wrong: string;
  /** What has to be typed. */
  readonly digits: string;
}

export interface ReleaseContext {
  /** As `accountTitle` writes it; null for one that is gone. */
  readonly account: string | null;
  readonly takesEffect: ProviderAccount["capabilities"]["releaseTakesEffect"];
  readonly occurrences: Occurrences;
  readonly locale?: string | undefined;
}

export function releaseConfirmation(
  lease: Lease,
  { account, takesEffect, occurrences, locale }: ReleaseContext,
): ReleaseConfirmation {
  const digits = lease.number.slice(-4);
  const meaning = [
    lease.price?.recurring ? translate("Saves {0}.", words.recurring(lease.price, locale)) : null,
    effectLine(lease, takesEffect, locale),
    occurrencesLine(lease.number, occurrences),
    account && translate("Account: {0}.", account),
    translate("It cannot be undone."),
  ].filter((line) => line !== null);
  const said = meaning.join(" ");
  return {
    title: translate("Release {0}", namedNumber(lease)),
    meaning,
    prompt: `${said} ${translate("Type its last four digits, {0}, to release it.", digits)}`,
    wrong: `${translate("Type {0} to release it, or press Escape to keep it.", digits)} ${said}`,
    digits,
  };
}

/** The list of all that would be released, to be gone through. Nothing is released by it. */
export function bulkList(
  leases: readonly Lease[],
  contextOf: (lease: Lease) => ReleaseContext,
  left: readonly string[],
): PickManyQuestion<Lease> {
  return {
    // What is left out stands there too: a placeholder is cut off, and gone once something is typed.
    title: [translate("Release {0} Numbers", leases.length), ...left].join(" · "),
    placeholder: translate("Untick what you keep. Nothing is released yet."),
    choices: leases.map((lease) => choiceOf(lease, contextOf(lease))),
  };
}

/** What has to be typed before several numbers are released. */
export function bulkQuestion(
  leases: readonly Lease[],
  contextOf: (lease: Lease) => Pick<ReleaseContext, "account">,
  locale?: string,
): TypeQuestion {
  const count = leases.length;
  const titles = leases.flatMap((lease) => contextOf(lease).account ?? []);
  const accounts = [...new Set(titles)].join(", ");
  const sum = monthlySum(leases, locale);
  const unpriced = leases.length - monthlyPrices(leases).length;
  const meaning = [
    sum && translate("Saves {0} a month.", sum),
    unpriced > 0 && translate("For {0} of them, the price a month is not known.", unpriced),
    accounts && translate("Account: {0}.", accounts),
    translate("They are released one after the other. It cannot be undone."),
  ]
    .filter(Boolean)
    .join(" ");
  // In the person's language, or as it is written here.
  const wanted = translate("release {0}", count);
  const accepted = [wanted, `release ${count}`].map((text) => text.toLowerCase());
  return {
    title: translate("Release {0} Numbers", count),
    prompt: `${meaning} ${translate("Type {0} to release them.", wanted)}`,
    placeholder: wanted,
    canGoBack: true,
    check: (typed) =>
      accepted.includes(typed.trim().replaceAll(/\s+/g, " ").toLowerCase())
        ? null
        : `${translate("Type {0} to release them, or press Escape to keep them.", wanted)} ${meaning}`,
  };
}

function choiceOf(lease: Lease, context: ReleaseContext): Choice<Lease> {
  const { account, takesEffect, occurrences, locale } = context;
  return {
    label: lease.label ?? internationalNumber(lease.number),
    description: [
      lease.label && internationalNumber(lease.number),
      words.recurring(lease.price, locale),
      account,
    ]
      .filter(Boolean)
      .join(" · "),
    detail: [effectLine(lease, takesEffect, locale), occurrencesLine(lease.number, occurrences)]
      .filter(Boolean)
      .join(" "),
    value: lease,
  };
}
