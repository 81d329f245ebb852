/**
 * Measures several in turns, each round in another order, so that a busy moment hits all of them.
 * The first round, which warms up, does not count.
 * @param measured - by name what measures one of them once, as a number.
 * @returns by name the numbers of all rounds.
 */
export async function inRounds(rounds, measured) {
  const names = Object.keys(measured);
  const seen = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    const from = (round + names.length) % names.length;
    for (const name of [...names.slice(from), ...names.slice(0, from)]) {
      const value = await measured[name]();
      if (round >= 0) seen[name].push(value);
    }
  }
  return seen;
}

/** The median of the ratios round by round, and the middle half of them. */
export function ratio(ours, theirs) {
  const ratios = ours.map((value, round) => value / theirs[round]);
  return {
    median: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

export function quantile(values, share) {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}
