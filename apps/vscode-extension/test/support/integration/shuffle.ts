import type Mocha from "mocha";

/**
 * Puts the tests of every suite, and the suites of all files, into the order that a seed stands for: what passes only
 * after something else fails sooner or later, and the seed says in which order.
 */
export function shuffleTests(suite: Mocha.Suite, seed: number): void {
  const random = randomBy(seed);
  const within = (one: Mocha.Suite) => {
    one.tests = shuffled(one.tests, random);
    one.suites = shuffled(one.suites, random);
    one.suites.forEach(within);
  };
  within(suite);
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function randomBy(seed: number): () => number {
  let state = Math.trunc(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
