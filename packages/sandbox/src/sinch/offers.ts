import type { OfferPrice } from "../catalogue/offer.js";
import type { SinchOffer } from "./offer.js";
import { cheapestFirst } from "../catalogue/cheapest-first.js";
import { drawNumbers } from "../catalogue/number-ranges.js";
import type { Random } from "../catalogue/random.js";
import { sinchMarkets, type SinchMarket } from "./markets.js";
import { specialNumbers } from "./special-numbers.js";
import { plainSinchOffers, quirkySinchOffers } from "./special-offers.js";

/** Plain offers first, then the ordinary ones from cheap to dear, then those that misbehave. */
export function makeSinchOffers(random: Random): readonly SinchOffer[] {
  const named = new Set<string>(Object.values(specialNumbers));
  const ordinary = sinchMarkets.flatMap((market) => makeMarket(market, random, named));
  return [...plainSinchOffers, ...ordinary, ...quirkySinchOffers];
}

function makeMarket(
  market: SinchMarket,
  random: Random,
  named: ReadonlySet<string>,
): readonly SinchOffer[] {
  const { country, type, capabilities, documentsEvery } = market;
  const numbers = drawNumbers(market.ranges, market.offers, random, (number) => named.has(number));
  const offers = numbers.map((number, index): SinchOffer => ({
    number,
    country,
    type,
    capabilities,
    price: makePrice(market, random),
    intervalMonths: random.pick([1, 1, 1, 1, 1, 1, 0, 3, 12]),
    needsDocuments: documentsEvery > 0 && index % documentsEvery === documentsEvery - 1,
  }));
  return offers.toSorted(
    (left, right) =>
      Number(left.needsDocuments) - Number(right.needsDocuments) || cheapestFirst(left, right),
  );
}

function makePrice(
  { currency, prices: [setup, monthly] }: SinchMarket,
  random: Random,
): OfferPrice {
  const recurring = monthly * random.pick([1, 1, 1, 1.25, 1.5, 2]);
  return {
    currency,
    setup: amount(setup, currency, random),
    recurring: amount(recurring, currency, random),
  };
}

const wholeUnitCurrencies = new Set(["JPY", "HUF"]);

/** Sinch does not promise a precision: both "0.8" and "0.80" occur. */
function amount(value: number, currency: string, random: Random): string {
  if (wholeUnitCurrencies.has(currency)) return value.toFixed(0);
  const exact = value.toFixed(2);
  return exact.endsWith("0") && random.below(2) === 0 ? exact.slice(0, -1) : exact;
}
