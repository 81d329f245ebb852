import type { AccountId } from "../../domain/account.js";
import { toCountry } from "../../domain/country.js";
import { isNoTime, toInstant } from "../../domain/instant.js";
import type { Lease, Provisioning } from "../../domain/lease.js";
import type { Feature, NumberType, Offer, Requirement } from "../../domain/offer.js";
import { type Price, type SaidPrice, isNoPrice, toPrice } from "../../domain/price.js";
import { phrase } from "../../domain/translate.js";
import { unreadable } from "../../http/lenient.js";
import { plainText } from "../../http/redact.js";
import type { LeaseRoute } from "./lease-route.js";
import { provisioningOf } from "./provisioning.js";
import type { SinchCapability, SinchNumberType } from "./requests.js";
import type { ActiveNumber, AvailableNumber } from "./wire.js";

export function toOffer(wire: AvailableNumber, account: AccountId): Offer {
  return {
    number: wire.phoneNumber,
    account,
    provider: "sinch",
    country: toCountry(wire.regionCode, wire.phoneNumber),
    type: numberType(wire.type),
    features: features(wire.capability),
    price: priceOf(wire),
    requirements: requirements(wire.supportingDocumentationRequired),
    leasable: !saysNoPrice(wire),
    place: null,
    carrier: null,
    reputation: null,
  };
}

/** What a number costs, as an offer or an order says it. */
type Priced = Pick<AvailableNumber, "setupPrice" | "monthlyPrice" | "paymentIntervalMonths">;

export function priceOf(wire: Priced): Price | null {
  return toPrice(said(wire));
}

/** Whether it says something that is no price: nobody can agree to that. */
export function saysNoPrice(wire: Priced): boolean {
  return isNoPrice(said(wire));
}

function said({
  setupPrice: setup,
  monthlyPrice: recurring,
  paymentIntervalMonths: intervalMonths,
}: Priced): SaidPrice {
  const amounts = { setup: setup?.amount || null, recurring: recurring?.amount || null };
  // One price in two currencies cannot be added up, so it has none.
  const oneCurrency =
    !amounts.setup ||
    !amounts.recurring ||
    setup?.currencyCode?.toUpperCase() === recurring?.currencyCode?.toUpperCase();
  const currency = (amounts.recurring ? recurring : setup)?.currencyCode;
  return { ...amounts, currency: oneCurrency ? currency : null, intervalMonths };
}

export function toLease(wire: ActiveNumber, account: AccountId): Lease {
  const provisioning = provisioningOf(wire);
  // Only by a time: machines write "not set" as one of the year 1, and that ends nothing.
  const endsAt = toInstant(wire.expireAt);
  const nextChargeAt = toInstant(wire.nextChargeDate);
  // A release sets its end to the day of the next charge; one that was set otherwise may come later.
  const isLast = endsAt && nextChargeAt && endsAt.slice(0, 10) <= nextChargeAt;
  return {
    number: wire.phoneNumber,
    account,
    provider: "sinch",
    leaseId: null,
    label: plainText(wire.displayName ?? "") || null,
    state: endsAt ? "releasing" : state(wire, provisioning),
    country: toCountry(wire.regionCode, wire.phoneNumber),
    type: numberType(wire.type),
    place: null,
    features: features(wire.capability),
    price: toPrice({
      currency: wire.money?.currencyCode,
      setup: null,
      recurring: wire.money?.amount,
      intervalMonths: wire.paymentIntervalMonths,
    }),
    provisioning,
    nextChargeAt: isLast ? null : nextChargeAt,
    endsAt,
  };
}

const typeNames = new Map<string, NumberType>([
  ["MOBILE", "mobile"],
  ["LOCAL", "local"],
  ["TOLL_FREE", "toll-free"],
]);

/** The provider's word for a type; null for one that it does not have. */
export function toSinchType(type: NumberType): SinchNumberType | null {
  switch (type) {
    case "mobile":
      return "MOBILE";
    case "local":
      return "LOCAL";
    case "toll-free":
      return "TOLL_FREE";
    default:
      return null;
  }
}

/** The provider's word for a feature; null for one that it does not have. */
export function toSinchCapability(feature: Feature): SinchCapability | null {
  return feature === "sms" ? "SMS" : feature === "voice" ? "VOICE" : null;
}

function numberType(text: string | null | undefined): NumberType | null {
  return text ? (typeNames.get(text) ?? `x-${plainText(text, 40)}`) : null;
}

function features(capability: readonly string[] | null | undefined): readonly Feature[] {
  const names = capability ?? [];
  // What most numbers can do, once for all of them.
  if (names.length === 2 && names[0] === "SMS" && names[1] === "VOICE") return smsAndVoice;
  return names.map((name): Feature =>
    name === "SMS" ? "sms" : name === "VOICE" ? "voice" : `x-${plainText(name, 40)}`,
  );
}

const smsAndVoice: readonly Feature[] = Object.freeze<Feature[]>(["sms", "voice"]);

/** What a route to a lease asks for, document by document. Where none are published, some may be needed all the same. */
export function toRequirements(route: LeaseRoute, offer: Offer): Offer["requirements"] {
  if (route.kind === "rent") return offer.requirements;
  if (route.requirements === null) return documentsNeeded(offer) ? [unnamedDocuments] : "unknown";
  const { fields, attachments } = route.requirements;
  const named = [
    ...(fields && Object.keys(fields).length > 0 ? [registrationNeeded] : []),
    ...(attachments ?? [])
      .filter(({ mandatory }) => mandatory !== false)
      .map(({ id, title }): Requirement => ({
        kind: "documents",
        description: `A document has to be handed in first: ${plainText(title || id, 100)}.`,
      })),
  ];
  return named.length === 0 && documentsNeeded(offer) ? [unnamedDocuments] : named;
}

/** Whether something has to be handed in before the number can be leased. */
export function documentsNeeded({ requirements }: Offer): boolean {
  return requirements !== "unknown" && requirements.some(({ kind }) => kind === "documents");
}

const unnamedDocuments: Requirement = {
  kind: "documents",
  description: phrase("Supporting documents have to be submitted first."),
};

/** Of the same kind as documents: whoever cannot hand those in cannot register either. */
const registrationNeeded: Requirement = {
  kind: "documents",
  description: phrase("The holder's details have to be registered first."),
};

function requirements(documents: boolean | null | undefined): readonly Requirement[] | "unknown" {
  return documents ? [unnamedDocuments] : documents === false ? [] : "unknown";
}

/** An end that cannot be read may be one that comes. */
function state({ expireAt }: ActiveNumber, provisioning: readonly Provisioning[]): Lease["state"] {
  if (expireAt && isNoTime(expireAt)) return `x-${unreadable}`;
  if (provisioning.some((one) => one.state === "failed")) return "failed";
  // Whatever is scheduled is not ready, also in a state that is not known yet.
  return provisioning.some((one) => one.state !== "ready") ? "pending" : "active";
}
