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
  const drawn: string[] = [];
  // Positions rather than numbers: the ranges are far larger than what is drawn from them.
  const left = Array.from(
    { length: ranges.reduce((sum, { count }) => sum + count, 0) },
    (_, at) => at,
  );
  while (drawn.length < wanted && left.length > 0) {
    const at = random.below(left.length);
    const number = numberAt(ranges, left[at] ?? 0);
    // The last one takes the place of the one that was drawn, so that no gap has to be closed.
    left[at] = left.at(-1) ?? 0;
    left.pop();
    if (!isTaken(number)) drawn.push(number);
  }
  return drawn;
}

function numberAt(ranges: readonly NumberRange[], position: number): string {
  let before = 0;
  for (const { first, count } of ranges) {
    // An E.164 number has at most 15 digits, so it is exact as a JavaScript number.
    if (position < before + count) return `+${Number(first) + position - before}`;
    before += count;
  }
  throw new RangeError(`The ranges have no position ${position}.`);
}
