import type { E164 } from "@leaseline/core";
import { formatDate, internationalNumber, stateWords } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import type { KnownNumber, KnownNumbers } from "./known-numbers.js";
import type { Place } from "./scanned-document.js";

/** Why a number should not stand where it does. */
export type ProblemKind = "not-leased" | "releasing" | "failed" | "suspended";

export interface Problem {
  readonly kind: ProblemKind;
  readonly place: Place;
  readonly known: KnownNumber | null;
  /** What is wrong, and what follows from it. */
  readonly message: string;
}

/** Senders that cannot be sent from, as far as that is known. A number that nothing is known of is no problem. */
export function problemsOf(
  places: readonly Place[],
  known: KnownNumbers,
  { isIgnored, locale }: { readonly isIgnored: (number: E164) => boolean; readonly locale: string },
): readonly Problem[] {
  return places.flatMap((place) => {
    if (!place.sender || isIgnored(place.number)) return [];
    const problem = problemOf(place, known, locale);
    return problem ? [problem] : [];
  });
}

function problemOf(place: Place, numbers: KnownNumbers, locale: string): Problem | null {
  const { number } = place;
  const shown = internationalNumber(number);
  const known = numbers.find(number);
  if (!known) {
    // One that is being leased may be there in a moment, and is told of in the tree.
    if (!numbers.isWhole || numbers.operation(number)) return null;
    const message = translate(
      "{0} is not leased in any of your accounts. What is sent from it is refused, or comes from another number.",
      shown,
    );
    return { kind: "not-leased", place, known, message };
  }
  const { lease } = known;
  switch (lease.state) {
    case "releasing":
      return {
        kind: "releasing",
        place,
        known,
        message: lease.endsAt
          ? translate(
              "{0} is being released: it works until {1}, and not any more after it.",
              shown,
              formatDate(lease.endsAt, locale),
            )
          : translate("{0} is being released, and will not work any more.", shown),
      };
    case "failed":
      return {
        kind: "failed",
        place,
        known,
        message: translate(
          "{0} is leased and paid for, but not ready: {1}.",
          shown,
          stateWords(lease, locale),
        ),
      };
    case "suspended":
      return {
        kind: "suspended",
        place,
        known,
        message: translate("{0} is leased, but the provider has suspended it.", shown),
      };
    default:
      return null;
  }
}
