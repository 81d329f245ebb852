import { quantile, ratio } from "./rounds.mjs";

/**
 * One line of the table.
 * @param values - by name of who was measured, the numbers of all rounds; ours among them.
 * @param budgets - what ours has to keep to, see {@link atMost}.
 */
export function row(name, unit, values, budgets) {
  const judged = budgets.map((budget) => ({ ...budget, ...measured(values, budget.of) }));
  return { name, unit, values, budgets: judged.map((one) => ({ ...one, met: isMet(one) })) };
}

/** @param of - against whom; a plain number when left out. */
export const atMost = (limit, of = null) => ({ limit, of, most: true });
export const atLeast = (limit, of = null) => ({ limit, of, most: false });

function measured({ ours, ...others }, of) {
  if (of !== null) return ratio(ours, others[of]);
  return { median: quantile(ours, 0.5), spread: [quantile(ours, 0.25), quantile(ours, 0.75)] };
}

const isMet = ({ median, limit, most }) => (most ? median <= limit : median >= limit);
