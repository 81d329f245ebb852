import type { Catalogue } from "./catalogue.js";
import { makeContiguityOffers } from "./contiguity-offers.js";
import { createRandom } from "./random.js";
import { makeSinchOffers } from "./sinch-offers.js";

/**
 * About 2,000 offers in 18 countries, the same for the same seed.
 * The special numbers are in it whatever the seed.
 */
export function defaultCatalogue(seed = 1): Catalogue {
  const random = createRandom(seed);
  return { contiguity: makeContiguityOffers(random), sinch: makeSinchOffers(random) };
}
