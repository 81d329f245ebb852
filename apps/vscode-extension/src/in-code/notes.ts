import { stateWords } from "../words/lease-words.js";
import type { KnownNumbers } from "./known-numbers.js";
import type { Place } from "./scanned-document.js";

/** What stands quietly beside a leased number: what it is for, and its state where that is not as it should be. */
export interface Note {
  readonly place: Place;
  readonly text: string;
}

const maxLength = 40;

export function notesOf(
  places: readonly Place[],
  known: KnownNumbers,
  locale: string,
): readonly Note[] {
  return places.flatMap((place) => {
    const lease = known.find(place.number)?.lease;
    if (!lease) return [];
    const state = lease.state === "active" ? null : stateWords(lease, locale);
    const text = [lease.label && shortened(lease.label), state].filter(Boolean).join(" · ");
    return [{ place, text }];
  });
}

function shortened(label: string): string {
  const signs = Array.from(label);
  return signs.length > maxLength ? `${signs.slice(0, maxLength - 1).join("")}…` : label;
}
