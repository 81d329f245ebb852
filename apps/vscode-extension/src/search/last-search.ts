import type { Offer } from "@leaseline/core";
import { createOfferPlaces } from "./offer-places.js";

/** Offers of the last search, to be compared. */
export interface LastSearch {
  /** The same list again until something is found, or a search begins. */
  readonly offers: readonly Offer[];
  /** By its {@link offerId}. */
  find(id: string): Offer | null;
  /** A new search: what was found before is not part of it. */
  readonly begin: () => void;
  readonly add: (offers: readonly Offer[]) => void;
  onChange(listener: () => void): void;
}

export function createLastSearch(): LastSearch {
  const places = createOfferPlaces();
  const found: Offer[] = [];
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let listed: readonly Offer[] | null = null;
  return {
    get offers() {
      return (listed ??= [...found]);
    },
    find: (id) => {
      const end = id.lastIndexOf(" ");
      const place = places.find({ account: id.slice(0, end), number: id.slice(end + 1) });
      return place === null ? null : (found[place] ?? null);
    },
    begin: () => {
      places.clear();
      found.length = 0;
      listed = null;
      tell();
    },
    add: (offers) => {
      listed = null;
      for (const offer of offers) found[places.of(offer)] = offer;
      tell();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Names an offer, also to the page of prices. */
export function offerId({ account, number }: Pick<Offer, "account" | "number">): string {
  return `${account} ${number}`;
}
