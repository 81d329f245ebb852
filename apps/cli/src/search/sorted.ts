import { type Offer, compareMoney, monthlyCost } from "@leaseline/core";

export type Sorting = "price" | "place" | "number";

/** In that order; in the accounts' own when none is said. */
export function sorted(offers: readonly Offer[], by: Sorting | undefined): readonly Offer[] {
  return by === undefined ? offers : offers.toSorted(comparing[by]);
}

const comparing: Readonly<Record<Sorting, (left: Offer, right: Offer) => number>> = {
  price: (left, right) =>
    compareCosts(monthly(left), monthly(right)) ||
    compareCosts(left.price?.setup ?? null, right.price?.setup ?? null),
  place: (left, right) => placeOf(left).localeCompare(placeOf(right), "en"),
  number: (left, right) => (left.number < right.number ? -1 : 1),
};

/** Currencies stay apart, and what nobody knows comes last. */
function compareCosts(
  left: ReturnType<typeof monthlyCost>,
  right: ReturnType<typeof monthlyCost>,
): number {
  if (left && right) return compareMoney(left, right);
  return Number(left === null) - Number(right === null);
}

function monthly({ price }: Offer) {
  return price && (monthlyCost(price) ?? price.recurring);
}

function placeOf({ country, place }: Offer): string {
  // What is not said comes last, in any language's order.
  return `${country ?? "\uFFFF"} ${place ?? "\uFFFF"}`;
}
