import type { OfferPrice } from "./offer.js";

type Priced = { readonly number: string; readonly price: OfferPrice };

/** Compares by the bare figures: recurring price, then setup price, then number. Currencies are not converted. */
export function cheapestFirst(left: Priced, right: Priced): number {
  return (
    Number(left.price.recurring) - Number(right.price.recurring) ||
    Number(left.price.setup) - Number(right.price.setup) ||
    (left.number < right.number ? -1 : 1)
  );
}
