import { type Offer, comparePrices } from "@leaseline/core";

export type Sorting = "price" | "place" | "number";

/** In that order; in the accounts' own when none is said. */
export function sorted(offers: readonly Offer[], by: Sorting | undefined): readonly Offer[] {
  return by === undefined ? offers : offers.toSorted(comparing[by]);
}

const comparing: Readonly<Record<Sorting, (left: Offer, right: Offer) => number>> = {
  price: (left, right) => comparePrices(left.price, right.price),
  place: (left, right) => placeOf(left).localeCompare(placeOf(right), "en"),
  number: (left, right) => (left.number < right.number ? -1 : 1),
};

function placeOf({ country, place }: Offer): string {
  // What is not said comes last, in any language's order.
  return `${country ?? "\uFFFF"} ${place ?? "\uFFFF"}`;
}
