import type { SinchOffer } from "./offer.js";
import { specialNumbers } from "./special-numbers.js";

const numbers = specialNumbers;
const dear = { currency: "USD", setup: "0.00", recurring: "2.00" };
const dearer = { currency: "USD", setup: "0.00", recurring: "3.50" };

function usLocal(number: string, differences: Partial<SinchOffer> = {}): SinchOffer {
  return {
    number,
    country: "US",
    type: "LOCAL",
    capabilities: ["SMS", "VOICE"],
    price: dear,
    intervalMonths: 1,
    needsDocuments: false,
    ...differences,
  };
}

/** Come first, so that a demonstration which takes the top of the list just works. */
export const plainSinchOffers: readonly SinchOffer[] = [
  usLocal(numbers.plain, { price: { currency: "USD", setup: "0.00", recurring: "0.80" } }),
  {
    ...usLocal(numbers.swedishMobile),
    country: "SE",
    type: "MOBILE",
    price: { currency: "SEK", setup: "0.00", recurring: "25.0" },
  },
];

/** Come last, so that nobody meets one by accident. */
export const quirkySinchOffers: readonly SinchOffer[] = [
  usLocal(numbers.priceRises, { quirk: { kind: "price-rises", to: dearer, fromRead: 2 } }),
  usLocal(numbers.dearerThanListed, { quirk: { kind: "price-rises", to: dearer, fromRead: 1 } }),
  usLocal(numbers.takenMeanwhile, { quirk: { kind: "taken-meanwhile" } }),
  usLocal(numbers.needsDocuments, { needsDocuments: true }),
  usLocal(numbers.smsProvisioningFails, {
    quirk: { kind: "sms-provisioning-fails", errorCode: "INSUFFICIENT_BALANCE" },
  }),
  usLocal(numbers.voiceOnly, { capabilities: ["VOICE"] }),
  usLocal(numbers.smsOnly, { capabilities: ["SMS"] }),
  usLocal(numbers.intervalNotSaid, { intervalMonths: 0 }),
  usLocal(numbers.staysActive, { quirk: { kind: "stays-active" } }),
  usLocal(numbers.priceLeftOut, { quirk: { kind: "price-left-out" } }),
];
