import type { Lease, ProviderAccount } from "@leaseline/core";
import { translate, words } from "../words/translate.js";
import { type Occurrences, occurrencesLine } from "./occurrences.js";
import { effectLine, namedNumber } from "./release-words.js";

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
