import {
  type E164,
  type Feature,
  type KnownLease,
  type Lease,
  type LeaseState,
  type Offer,
  formatInternational,
} from "@leaseline/core";

/** A lease's state in words: never by an icon or a colour alone. */
export function stateWords(lease: Lease, locale?: string): string {
  const failed = lease.provisioning.find(({ state }) => state === "failed");
  if (failed)
    return `${featureWords([failed.feature])} failed${failed.errorCodes[0] ? `: ${codeWords(failed.errorCodes[0])}` : ""}`;
  if (lease.state === "releasing" && lease.endsAt)
    return `releasing, ends ${formatDate(lease.endsAt, locale)}`;
  return words.get(lease.state) ?? lease.state.replace(/^x-/, "");
}

const words = new Map<LeaseState, string>([
  ["pending", "being set up"],
  ["active", "active"],
  ["suspended", "suspended"],
  ["releasing", "releasing"],
  ["released", "released"],
  ["failed", "failed"],
]);

/** Why a feature could not be provided, and what to do: a line for each reason. */
export function provisioningFacts({
  provisioning,
}: Pick<Lease, "provisioning">): readonly (readonly [string, string])[] {
  return provisioning
    .filter(({ state }) => state === "failed")
    .flatMap(({ feature, errors }) =>
      errors.map(
        ({ happened, next }) =>
          [`${featureWords([feature])} failed`, `${happened} ${next}`] as const,
      ),
    );
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
export function needsAttention(lease: Lease): boolean {
  return lease.state === "failed" || lease.state === "suspended";
}

/** Where a number was leased. */
export const originWords: Record<KnownLease["origin"], string> = {
  here: "with Leaseline, on this computer",
  before: "before Leaseline first read the account",
  elsewhere: "elsewhere, and not with Leaseline on this computer",
};

/** `SMS MMS voice` */
export function featureWords(features: readonly Feature[]): string {
  return features
    .map((feature) => featureNames.get(feature) ?? feature.replace(/^x-/, ""))
    .join(" ");
}

const featureNames = new Map<Feature, string>([
  ["sms", "SMS"],
  ["mms", "MMS"],
  ["rcs", "RCS"],
  ["voice", "Voice"],
  ["imessage", "iMessage"],
  ["whatsapp", "WhatsApp"],
]);

/** `US Miami, FL`, or the country and type where the provider names no place. */
export function placeWords({
  country,
  place,
  type,
}: Pick<Offer, "country" | "place" | "type">): string {
  return [country, place ?? type?.replace("x-", "")].filter(Boolean).join(" ");
}

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
