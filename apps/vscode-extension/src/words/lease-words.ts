import {
  type E164,
  type KnownLease,
  type Lease,
  type Price,
  dearer,
  formatInternational,
  phrase,
} from "@leaseline/core";
import { translate, words } from "./translate.js";

/** A lease's state in words: never by an icon or a colour alone. */
export function stateWords(lease: Lease, locale?: string): string {
  const failed = lease.provisioning.find(({ state }) => state === "failed");
  if (failed)
    return failed.errorCodes[0]
      ? translate(
          "{0} failed: {1}",
          featureWords([failed.feature]),
          codeWords(failed.errorCodes[0]),
        )
      : translate("{0} failed", featureWords([failed.feature]));
  if (lease.state === "releasing" && lease.endsAt)
    return translate("releasing, ends {0}", formatDate(lease.endsAt, locale));
  return words.state(lease.state);
}

/** Why a feature could not be provided, and what to do: a line for each reason. */
export function provisioningFacts({
  provisioning,
}: Pick<Lease, "provisioning">): readonly (readonly [string, string])[] {
  return words
    .provisioning({ provisioning })
    .map(({ failed, happened, next }) => [failed, `${happened} ${next}`] as const);
}

/** The codicon that goes with the state's words. */
export function stateIcon(lease: Lease): string {
  switch (lease.state) {
    case "active":
      return "pass";
    case "pending":
      return "sync";
    case "suspended":
      return "debug-pause";
    case "releasing":
      return "clock";
    case "failed":
      return "warning";
    default:
      return "question";
  }
}

/** Whether a person has to do something about it. */
export function needsAttention(lease: Lease, nowMs = Date.now()): boolean {
  return lease.state === "failed" || lease.state === "suspended" || endsSoon(lease, nowMs);
}

const weekMs = 7 * 24 * 60 * 60_000;

/** Whether it stops being leased within a week. */
export function endsSoon({ endsAt }: Pick<Lease, "endsAt">, nowMs = Date.now()): boolean {
  return endsAt !== null && Date.parse(endsAt) - nowMs < weekMs;
}

/** That a number costs more than was agreed to, what is paid once or what recurs; null where it does not. */
export function dearerWords(now: Price | null, agreed: Price | null): string | null {
  return dearer(now, agreed)
    ? translate(
        "It costs more than you agreed to: {0} instead of {1}.",
        words.price(now),
        words.price(agreed),
      )
    : null;
}

/** Where a number was leased. The ledger may be one that several machines share. */
export function originWords(origin: KnownLease["origin"]): string {
  return translate(origins[origin]);
}

const origins: Record<KnownLease["origin"], string> = {
  here: phrase("with Leaseline"),
  before: phrase("before Leaseline first read the account"),
  elsewhere: phrase("elsewhere, and not through this ledger"),
};

export const { features: featureWords, place: placeWords } = words;

/** One form everywhere: in the tree, in questions and in the panel. */
export function internationalNumber(number: E164): string {
  return formatInternational(number);
}

export function formatDate(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(iso),
  );
}

/** `INSUFFICIENT_BALANCE` as `insufficient balance`. */
function codeWords(code: string): string {
  return code.replaceAll("_", " ").toLowerCase();
}
