import {
  type Feature,
  type LeaseState,
  type Price,
  formatMoney,
  formatRecurring,
} from "@leaseline/core";
import type { LeaseRecord, OfferRecord, OperationRecord } from "../documents/records.js";

/** `SMS MMS Voice` */
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

/** `$2.99/mo`, with what is paid once where there is something: `$2.99/mo + $1.99 once`. */
export function priceWords(price: Price | null): string {
  const { setup } = price ?? {};
  return setup && Number(setup.amount) !== 0
    ? `${formatRecurring(price)} + ${formatMoney(setup)} once`
    : formatRecurring(price);
}

export function placeWords({ country, place }: Pick<OfferRecord, "country" | "place">): string {
  return [country, place].filter(Boolean).join(" ");
}

export function typeWords(type: OfferRecord["type"]): string {
  return type?.replace(/^x-/, "") ?? "";
}

export function stateWords({
  state,
  provisioning,
}: Pick<LeaseRecord, "state" | "provisioning">): string {
  const failed = provisioning.filter((one) => one.state === "failed");
  const codes = failed.flatMap(({ errorCodes }) => errorCodes);
  const words = leaseStates.get(state) ?? state.replace(/^x-/, "");
  return codes.length > 0 ? `${words}: ${codes.join(", ")}` : words;
}

const leaseStates = new Map<LeaseState, string>([["pending", "being set up"]]);

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
  return requirements === "unknown"
    ? "the provider did not say"
    : requirements.map(({ description }) => description).join(" ");
}

/** `2026-12-25`: people sort by it, and every locale reads it. */
export function dayWords(iso: string | null): string {
  return iso?.slice(0, 10) ?? "";
}

/** `2026-11-25 07:38` in UTC. */
export function momentWords(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
