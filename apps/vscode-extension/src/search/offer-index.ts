import type { Offer } from "@leaseline/core";
import { type OfferOrder, placesInOrder } from "./offer-order.js";
import { createOfferPlaces } from "./offer-places.js";
import { isReady, typedDigits, typedTexts } from "./offer-choice.js";

/** The offers that were found, ready to be narrowed with every key: a million of them within a frame or two. */
export interface OfferIndex {
  readonly size: number;
  /** In the place of the same number of the same account. */
  readonly add: (offer: Offer) => void;
  /**
   * Those that every typed word is in, among their digits or their texts; what can be leased now comes first.
   * @param most - how many are wanted.
   */
  readonly fitting: (typed: string, most: number, choice?: OfferChoice) => readonly Offer[];
}

export interface OfferChoice {
  /** As they came, when left out. */
  readonly order?: OfferOrder;
  /** Whether an offer is wanted; all are, when left out. */
  readonly wanted?: (offer: Offer) => boolean;
}

/** @param textOf - what words are looked for in, small and capital letters alike; the same text for like offers. */
export function createOfferIndex(textOf: (offer: Offer) => string, locale?: string): OfferIndex {
  const places = createOfferPlaces();
  const entries: Entry[] = [];
  // Every number in as many characters, one after the other: digits are found in it faster than one by one.
  let numbers = "";
  /** Made when it is first asked for: sorting takes longer than a keystroke may. */
  const sorted = new Map<OfferOrder, Uint32Array>();
  const inOrder = (order: Exclude<OfferOrder, "found">): Uint32Array => {
    const before = sorted.get(order);
    if (before) return before;
    const offers = entries.map(({ offer }) => offer);
    const places = Uint32Array.from(placesInOrder(offers, order, locale));
    sorted.set(order, places);
    return places;
  };
  const placesWith = (digits: string, order: OfferOrder): Iterable<number> => {
    const found = placesOf(digits, numbers);
    if (order === "found") return found;
    return digits === "" ? inOrder(order) : among(found, inOrder(order));
  };

  return {
    get size() {
      return entries.length;
    },
    add: (offer) => {
      const place = places.of(offer);
      if (place === entries.length) numbers += offer.number.padEnd(width);
      sorted.clear();
      entries[place] = { offer, text: textOf(offer), ready: isReady(offer) };
    },
    fitting: (typed, most, { order = "found", wanted = () => true } = {}) => {
      const fits = textMatcher(typedTexts(typed));
      const ready: Offer[] = [];
      const others: Offer[] = [];
      for (const place of placesWith(typedDigits(typed) ?? "", order)) {
        const entry = entries[place];
        if (!entry || !wanted(entry.offer) || !fits(entry.text)) continue;
        if (entry.ready) ready.push(entry.offer);
        else if (others.length < most) others.push(entry.offer);
        if (ready.length === most) break;
      }
      return [...ready, ...others].slice(0, most);
    },
  };
}

interface Entry {
  readonly offer: Offer;
  readonly text: string;
  readonly ready: boolean;
}

/** One more than the longest number of E.164 has, so that none runs into the next. */
const width = 17;

function* placesOf(digits: string, numbers: string): Generator<number> {
  if (digits === "") {
    for (let place = 0; place * width < numbers.length; place += 1) yield place;
    return;
  }
  let at = numbers.indexOf(digits);
  while (at !== -1) {
    const place = Math.floor(at / width);
    yield place;
    at = numbers.indexOf(digits, (place + 1) * width);
  }
}

/** Some of the places, as they stand in an order of all. */
function* among(some: Iterable<number>, all: Uint32Array): Generator<number> {
  const isOne = new Uint8Array(all.length);
  for (const place of some) isOne[place] = 1;
  for (const place of all) if (isOne[place] === 1) yield place;
}

/** Many offers have the same texts, and each of those is looked through once. */
function textMatcher(words: readonly string[]): (text: string) => boolean {
  if (words.length === 0) return () => true;
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const lower = text.toLowerCase();
    const fits = words.every((word) => lower.includes(word));
    known.set(text, fits);
    return fits;
  };
}
