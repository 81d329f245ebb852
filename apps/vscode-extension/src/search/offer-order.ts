import { type Offer, type Price, comparePrices } from "@leaseline/core";

/** How found offers stand; `found` is as they came. */
export type OfferOrder = "found" | "price" | "place" | "number";
export const offerOrders: readonly OfferOrder[] = ["found", "price", "place", "number"];

/** The places of the offers in an order. What an offer does not say comes last, and what is alike as it came. */
export function placesInOrder(
  offers: readonly Offer[],
  order: Exclude<OfferOrder, "found">,
  locale?: string,
): Iterable<number> {
  switch (order) {
    case "price":
      return byKind(
        offers,
        (offer) => priceKey(offer.price),
        ({ price: left }, { price: right }) => comparePrices(left, right),
      );
    case "place": {
      const { compare } = new Intl.Collator(locale, { numeric: true });
      return byKind(
        offers,
        ({ place }) => place ?? "",
        (left, right) => compare(left.place ?? "", right.place ?? ""),
      );
    }
    case "number":
      return offers
        .map((offer, place) => ({ value: Number(offer.number), place }))
        .toSorted((left, right) => left.value - right.value || left.place - right.place)
        .map(({ place }) => place);
  }
}

/** More places than there are phone numbers to be found: a rank and a place fit into one number. */
const mostPlaces = 2 ** 26;

/** Of many offers few are unlike each other: those are compared, and the others sorted as plain numbers. */
function* byKind(
  offers: readonly Offer[],
  keyOf: (offer: Offer) => string,
  compare: (left: Offer, right: Offer) => number,
): Generator<number> {
  const kinds = new Map<string, Offer>();
  const keys = offers.map((offer) => {
    const key = keyOf(offer);
    if (!kinds.has(key)) kinds.set(key, offer);
    return key;
  });
  const sorted = [...kinds].toSorted(
    ([leftKey, left], [rightKey, right]) =>
      Number(leftKey === "") - Number(rightKey === "") || compare(left, right),
  );
  const ranks = new Map(sorted.map(([key], rank) => [key, rank]));
  const places = Float64Array.from(
    keys,
    (key, place) => (ranks.get(key) ?? 0) * mostPlaces + place,
  );
  for (const place of places.toSorted()) yield place % mostPlaces;
}

/** Empty where it is not said what a month costs. */
function priceKey(price: Price | null): string {
  if (!price?.recurring || price.intervalMonths === null) return "";
  const { recurring, setup, intervalMonths } = price;
  return `${recurring.currency} ${recurring.amount} ${intervalMonths} ${setup?.currency} ${setup?.amount}`;
}
