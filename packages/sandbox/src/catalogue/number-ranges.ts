import type { Random } from "./random.js";

/** Consecutive numbers: digits of the first one, without the plus, and how many there are. */
export type NumberRange = { readonly first: string; readonly count: number };

/** The 100 fictional line numbers (555-01XX) of one North American area code. */
export function fictionalExchange(areaCode: string): NumberRange {
  return { first: `1${areaCode}5550100`, count: 100 };
}

/** Draws distinct numbers from the ranges, in no particular order; all of them if there are fewer. */
export function drawNumbers(
  ranges: readonly NumberRange[],
  wanted: number,
  random: Random,
  isTaken: (number: string) => boolean,
): readonly string[] {
  const free = ranges.flatMap(everyNumber).filter((number) => !isTaken(number));
  const drawn: string[] = [];
  while (drawn.length < wanted && free.length > 0) {
    drawn.push(...free.splice(random.below(free.length), 1));
  }
  return drawn;
}

function everyNumber({ first, count }: NumberRange): readonly string[] {
  // An E.164 number has at most 15 digits, so it is exact as a JavaScript number.
  return Array.from({ length: count }, (_, index) => `+${Number(first) + index}`);
}
