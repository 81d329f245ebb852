import { compareMoney } from "../../../src/domain/money.js";
import { dearer } from "../../../src/domain/price.js";
import { monthlyTotals } from "../../../src/domain/spending.js";
import type { Operation } from "../../../src/ledger/operation.js";
import { isPromised } from "./requests.js";
import type { World } from "./world.js";

/** I1, and I4: no number is paid for twice, unless a person chose to ask no further. */
export function checkDoubles(world: World): void {
  const sent = world.service.requests.flatMap(({ operationId }) => operationId ?? []);
  if (new Set(sent).size < sent.length) world.broken("I1", "one operation has sent two requests");
  for (const requests of world.service.doubles) {
    const chosen = requests.some((request) => !isPromised(world, request) || request.givenUp);
    if (!chosen) world.broken("I4", "a number is paid for twice");
  }
}

/** I7: at least what is paid for by operations of this ledger is reserved. */
export async function checkReserved(world: World, operations: readonly Operation[]): Promise<void> {
  const { service, observer, broken } = world;
  // What a list does not show any more counts as given back, until the next one shows it.
  if (service.listWasStale) return;
  const paid = [...service.held.values()].flatMap(({ by, lease }) => {
    // What an older operation leased in spite of all, after its number was released, a sweep has to find.
    const latest = operations.find(({ number }) => number === lease.number);
    const operation = by && latest?.id === by.operationId ? latest : null;
    const counts =
      operation?.price &&
      // Agreed to in one currency and charged in another, it is known once the lease has been read.
      operation.price.recurring?.currency === lease.price?.recurring?.currency &&
      lease.state !== "releasing" &&
      operation.state !== "abandoned" &&
      operation.state !== "absent";
    if (!counts || !lease.price) return [];
    // What a price has risen by since it was agreed to is known only when the lease has been read.
    return [dearer(lease.price, operation.price) ? operation.price : lease.price];
  });
  const { running } = await observer.spending();
  for (const actual of monthlyTotals(paid)) {
    const reserved = running.find(({ currency }) => currency === actual.currency);
    if (!reserved || compareMoney(reserved, actual) < 0)
      broken("I7", `${actual.amount} is paid, and ${reserved?.amount ?? "nothing"} reserved`);
  }
}
