import type { OfferPrice } from "../catalogue/offer.js";
import type { ContiguityOffer, ContiguityRequirement } from "./offer.js";
import { cheapestFirst } from "../catalogue/cheapest-first.js";
import { contiguityPlaces, type ContiguityPlace } from "./places.js";
import { drawNumbers, fictionalExchange } from "../catalogue/number-ranges.js";
import type { Random } from "../catalogue/random.js";
import { plainContiguityOffers, quirkyContiguityOffers } from "./special-offers.js";
import { specialNumbers } from "./special-numbers.js";

const offersPerPlace = 26;

/** Plain offers first, then the ordinary ones from cheap to dear, then those that misbehave. */
export function makeContiguityOffers(random: Random): readonly ContiguityOffer[] {
  const named = new Set<string>(Object.values(specialNumbers));
  const ordinary = contiguityPlaces.flatMap((place) => makePlace(place, random, named));
  return [
    ...plainContiguityOffers,
    ...ordinary.toSorted(byRequirementsThenPrice),
    ...quirkyContiguityOffers,
  ];
}

function makePlace(
  place: ContiguityPlace,
  random: Random,
  named: ReadonlySet<string>,
): readonly ContiguityOffer[] {
  const { areaCode, country, region, city } = place;
  const numbers = drawNumbers([fictionalExchange(areaCode)], offersPerPlace, random, (number) =>
    named.has(number),
  );
  return numbers.map((number, index) => {
    const requirement = index % 8 === 7 ? random.pick(requirements) : undefined;
    return {
      number,
      country,
      region,
      city,
      status: "available",
      carrier: random.pick(["T-Mobile", "AT&T", "Verizon", "Contiguity"]),
      channels: ["sms", ...random.pick([[], ["mms"], ["mms", "rcs"]]), ...channelsOf(requirement)],
      internationalSms: random.below(4) === 0,
      reputation: (60 + random.below(41)) / 100,
      previousOwners: random.below(5),
      requirements: requirement ? [requirement] : random.pick([[], [], null]),
      price: makePrice(country, random),
      createdAt: {
        epochSeconds: 1_700_000_000 + random.below(40_000_000),
        sentAs: random.pick(["seconds", "seconds", "iso"]),
      },
    };
  });
}

const requirements = [
  "imessage_entitlement_required",
  "whatsapp_entitlement_required",
  "enterprise_plan_required",
] as const satisfies readonly ContiguityRequirement[];

function channelsOf(requirement: ContiguityRequirement | undefined): readonly string[] {
  if (requirement === "imessage_entitlement_required") return ["imessage"];
  return requirement === "whatsapp_entitlement_required" ? ["whatsapp"] : [];
}

function makePrice(country: string, random: Random): OfferPrice {
  const currency =
    country === "CA"
      ? random.pick(["CAD", "CAD", "USD"])
      : random.pick(["USD", "USD", "USD", "USD", "USD", "EUR"]);
  return {
    currency,
    setup: random.pick(["0.00", "2.99", "2.99", "4.99"]),
    recurring: random.pick(["2.99", "4.99", "9.99", "9.99", "19.99"]),
  };
}

function byRequirementsThenPrice(left: ContiguityOffer, right: ContiguityOffer): number {
  const demands = (offer: ContiguityOffer) => offer.requirements?.length ?? 0;
  return demands(left) - demands(right) || cheapestFirst(left, right);
}
