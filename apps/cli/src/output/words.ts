import { type Money, type Price, createWords, formatLimit, formatMoney } from "@leaseline/core";
import type { LeaseRecord, OfferRecord, OperationRecord } from "../documents/records.js";
import type { CapRecord } from "../documents/ledger-records.js";

/** What every front end says in the same words. */
export const words = createWords();
export const { features: featureWords, type: typeWords } = words;

/**
 * How amounts are written, in whatever language this machine speaks: the sentences around them are English, in which
 * “1,005” is a thousand, and so are the amounts that flags take.
 */
export const locale = "en";

export function priceWords(price: Price | null): string {
  return words.price(price, locale);
}

export function moneyWords(money: Money): string {
  return formatMoney(money, locale);
}

/** Its type has a column of its own. */
export function placeWords({ country, place }: Pick<OfferRecord, "country" | "place">): string {
  return words.place({ country, place });
}

export function stateWords({
  state,
  provisioning,
}: Pick<LeaseRecord, "state" | "provisioning">): string {
  const failed = provisioning.filter((one) => one.state === "failed");
  const codes = failed.flatMap(({ errorCodes }) => errorCodes);
  return [words.state(state), codes.join(", ")].filter(Boolean).join(": ");
}

/** How far an operation has come: what is not known is never called done, nor without effect. */
export function operationStateWords(state: OperationRecord["state"]): string {
  switch (state) {
    case "absent":
      return "not shown by the provider";
    case "needs-attention":
      return "for a person to look at";
    case "not-sent":
      return "not sent";
    default:
      return state;
  }
}

export function requirementWords({ requirements }: Pick<OfferRecord, "requirements">): string {
  return words.requirements(requirements);
}

/** `2026-12-25`: people sort by it, and every locale reads it. */
export function dayWords(iso: string | null): string {
  return iso?.slice(0, 10) ?? "";
}

/** `2026-11-25 07:38` in UTC. */
export function momentWords(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

/** What may be spent, a line each. A kind of cap that names a currency allows no other one. */
export function capWords(caps: readonly CapRecord[]): string {
  if (caps.length === 0) return "  no cap";
  return caps.map((cap) => `  ${oneCap(cap)}`).join("\n");
}

/** The same in one line. */
export function capLine(caps: readonly CapRecord[]): string {
  return caps.length === 0 ? "no cap" : caps.map(oneCap).join(", ");
}

function oneCap({ kind, limit }: CapRecord): string {
  return `${formatLimit(limit, locale)} ${limit.currency} ${kind === "monthly" ? "a month" : "for one lease"}`;
}
