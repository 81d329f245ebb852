import type { Clock } from "./clock.js";
import type { Inventory } from "./inventory.js";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Leases that many of the numbers, evenly spread, since a day ago.
 * @param plain - those that nothing is special about.
 * @throws {RangeError} if there are not so many.
 */
export function leaseEvenly<Offer extends { readonly number: string }, Terms>(
  { inventory, clock }: { readonly inventory: Inventory<Offer, Terms>; readonly clock: Clock },
  { plain, count }: { readonly plain: readonly Offer[]; readonly count: number },
  termsOf: (offer: Offer, index: number, startedAtMs: number) => NoInfer<Terms>,
): readonly string[] {
  const startedAtMs = clock.now() - dayMs;
  return spread(plain, count).map((offer, index) => {
    inventory.hold(offer, termsOf(offer, index, startedAtMs), startedAtMs);
    return offer.number;
  });
}

/** Every so many-th item, so that the few stand for the many. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (count > items.length) {
    throw new RangeError(`The catalogue has ${items.length} plain offers left, not ${count}.`);
  }
  return Array.from({ length: count }, (_, index) =>
    Math.floor((index * items.length) / count),
  ).flatMap((position) => items[position] ?? []);
}
