import { numbersAtOnce } from "./story.js";

// Which of many are tried, how often and in what order.

/** As many as one program leases at once. */
export function inGroups<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / numbersAtOnce) }, (_, index) =>
    items.slice(index * numbersAtOnce, (index + 1) * numbersAtOnce),
  );
}

export function repeated<Item>(items: readonly Item[], times: number): Item[] {
  return Array.from({ length: times }, () => items).flat();
}

export function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** So many of them, the last one always, and the others by chance. */
export function sample<Item>(items: readonly Item[], count: number): readonly Item[] {
  return count >= items.length
    ? items
    : [...items.slice(-1), ...shuffled(items.slice(0, -1)).slice(0, count - 1)];
}
