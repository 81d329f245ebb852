import type { ContiguityOffer } from "./offer.js";
import { specialNumbers } from "./special-numbers.js";

const numbers = specialNumbers;
const dear = { currency: "USD", setup: "2.99", recurring: "19.99" };
const dearer = { currency: "USD", setup: "2.99", recurring: "29.99" };
const createdAt = { epochSeconds: 1_718_851_200, sentAs: "seconds" } as const;

function miami(number: string, differences: Partial<ContiguityOffer> = {}): ContiguityOffer {
  return {
    number,
    country: "US",
    region: "FL",
    city: "Miami",
    status: "available",
    carrier: "T-Mobile",
    channels: ["sms", "mms"],
    internationalSms: false,
    reputation: 0.9,
    previousOwners: 1,
    requirements: [],
    price: dear,
    createdAt,
    ...differences,
  };
}

/** Comes first, so that the documented workflow, which takes the top of the list, just works. */
export const plainContiguityOffers: readonly ContiguityOffer[] = [
  miami(numbers.plain, { price: { currency: "USD", setup: "1.99", recurring: "2.99" } }),
];

/** Come last, so that nobody meets one by accident. */
export const quirkyContiguityOffers: readonly ContiguityOffer[] = [
  miami(numbers.priceRises, { quirk: { kind: "price-rises", to: dearer, fromRead: 2 } }),
  miami(numbers.dearerThanListed, { quirk: { kind: "price-rises", to: dearer, fromRead: 1 } }),
  miami(numbers.takenMeanwhile, { quirk: { kind: "taken-meanwhile" } }),
  miami(numbers.needsEntitlement, {
    channels: ["sms", "mms", "imessage"],
    requirements: ["imessage_entitlement_required"],
  }),
  miami(numbers.enterprisePlan, {
    carrier: "International Partner",
    internationalSms: true,
    requirements: ["enterprise_plan_required"],
  }),
  miami(numbers.shownOnly, { status: "g-available" }),
  miami(numbers.bareData, {
    requirements: null,
    createdAt: { ...createdAt, sentAs: "iso" },
  }),
  miami(numbers.staysActive, { quirk: { kind: "stays-active" } }),
  miami(numbers.priceLeftOut, { quirk: { kind: "price-left-out" } }),
];
