import type { OfferPrice } from "../catalogue/offer.js";
import type { SinchOffer } from "./offer.js";
import type { SinchWorld } from "./world.js";
import { nextChargeAtMs } from "./billing.js";
import { smsOnWire, voiceOnWire } from "./provisioning.js";
import type { SinchLease } from "./terms.js";
import { timestamp } from "./timestamp.js";

export function availableOnWire(offer: SinchOffer, price: OfferPrice): object {
  return {
    phoneNumber: offer.number,
    regionCode: offer.country,
    type: offer.type,
    capability: offer.capabilities,
    setupPrice: { currencyCode: price.currency, amount: price.setup },
    monthlyPrice: { currencyCode: price.currency, amount: price.recurring },
    paymentIntervalMonths: offer.intervalMonths,
    supportingDocumentationRequired: offer.needsDocuments,
  };
}

/** Every key is present: what is not set is "" for a string and null for an object or a date. */
export function activeOnWire(world: SinchWorld, projectId: string, lease: SinchLease): object {
  const { offer, price, terms, endsAtMs } = lease;
  const now = world.clock.now();
  const times = { nowMs: now, provisioningMs: world.provisioningMs };
  return {
    phoneNumber: offer.number,
    projectId,
    displayName: terms.displayName,
    regionCode: offer.country,
    type: offer.type,
    capability: offer.capabilities,
    money:
      offer.quirk?.kind === "price-left-out"
        ? null
        : { currencyCode: price.currency, amount: price.recurring },
    paymentIntervalMonths: offer.intervalMonths,
    nextChargeDate: timestamp(nextChargeAtMs(lease, now)),
    expireAt: endsAtMs === null ? null : timestamp(endsAtMs),
    smsConfiguration: smsOnWire(lease, times),
    voiceConfiguration: voiceOnWire(lease, times),
    callbackUrl: terms.callbackUrl ?? "",
  };
}
