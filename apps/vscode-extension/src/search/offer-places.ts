import type { Offer } from "@leaseline/core";

type Named = Pick<Offer, "account" | "number">;

/** Where offers stand, in the order in which they came: the same number of the same account in the place that it had. */
export interface OfferPlaces {
  /** Gives it the next place where it has none. */
  readonly of: (offer: Named) => number;
  find(offer: { readonly [name in keyof Named]: string }): number | null;
  readonly clear: () => void;
}

export function createOfferPlaces(): OfferPlaces {
  // Not by one text for both: it would have to be made of each of a hundred thousand, and kept.
  const accounts = new Map<string, Map<string, number>>();
  let count = 0;
  return {
    of: ({ account, number }) => {
      let places = accounts.get(account);
      if (!places) accounts.set(account, (places = new Map()));
      const before = places.get(number);
      if (before !== undefined) return before;
      places.set(number, count);
      count += 1;
      return count - 1;
    },
    find: ({ account, number }) => accounts.get(account)?.get(number) ?? null,
    clear: () => {
      accounts.clear();
      count = 0;
    },
  };
}
