import { isDeepStrictEqual } from "node:util";
import { monthlyTotals } from "../../../src/domain/spending.js";
import { dearer } from "../../../src/domain/price.js";
import { compareMoney } from "../../../src/domain/money.js";
import { type Operation, isOpen, replay } from "../../../src/ledger/operation.js";
import type { Request } from "./service.js";
import type { World } from "./world.js";

/** Everything that has to hold whenever nothing moves. @throws {InvariantBroken} */
export async function checkStep(world: World): Promise<void> {
  const operations = await world.observer.operations();
  for (const operation of operations) {
    checkTruth(world, operation);
    await checkHistory(world, operation);
  }
  checkAnswers(world);
  checkDoubles(world, operations);
  await checkReserved(world, operations);
  throwBroken(world);
}

export function throwBroken({ violations }: World): void {
  const [first] = violations;
  if (first) throw first;
}

/** I8: a row is what its history tells, and what has ended stays as it ended. */
async function checkHistory(world: World, operation: Operation): Promise<void> {
  const { observer, known, broken } = world;
  const seen = known.get(operation.id);
  if (!seen) return broken("I8", "an operation that nobody has claimed");
  const { claimed, last } = seen;
  const told = replay(claimed, await observer.history(operation.id));
  if (!isDeepStrictEqual({ ...told, sender: operation.sender }, { ...operation }))
    broken("I8", `the history says ${told.state}, and the row ${operation.state}`);
  const isRevised = last.state === "absent" && operation.state === "committed";
  if (isRevised) world.revised += 1;
  if (!isRevised && !isOpen(last) && !isDeepStrictEqual({ ...operation }, { ...last }))
    broken("I8", `${last.state} became ${operation.state}`);
  seen.last = operation;
}

/** I6: what the ledger says became of a request is so, or is not yet known. */
function checkTruth(world: World, operation: Operation): void {
  const { service, known, broken } = world;
  const { kind, number, state } = operation;
  const request = requestOf(world, operation.id);
  if (request && isInEffect(world, request)) {
    // What is absent says how it was when it was looked at, and may be revised.
    const isNew = known.get(operation.id)?.last.state !== state;
    const isFalse = state === "absent" && isNew && isPromised(world, request);
    if (isFalse || state === "rejected" || state === "not-sent")
      broken("I6", `a ${kind} that was carried out is called ${state}`);
  }
  if (state !== "committed") return;
  const sinceMs = known.get(operation.id)?.claimedAtMs ?? 0;
  if (kind === "lease" && !service.heldSince(number, sinceMs))
    broken("I6", "a lease is called committed that never was");
  if (kind === "release" && isUntouched(world, operation))
    broken("I6", "a release is called committed, and the number is held");
}

/** The same of what people are told. */
function checkAnswers(world: World): void {
  const { wishes, service, known, broken } = world;
  for (const wish of wishes) {
    const { kind, result } = wish;
    const request = service.requests.find((one) => one.wish === wish);
    if (result?.kind === "failed" && request && isInEffect(world, request))
      broken("I6", `somebody was told ${result.failure.kind} of a ${kind} that was carried out`);
    if (result?.kind !== "committed") continue;
    const { operation } = result;
    const sinceMs = known.get(operation.id)?.claimedAtMs ?? 0;
    if (kind === "lease" && !service.heldSince(operation.number, sinceMs))
      broken("I6", "somebody was told of a lease that never was");
    if (kind === "release" && isUntouched(world, operation))
      broken("I6", "somebody was told of a release that was not carried out");
  }
}

/** I4: no number is paid for twice, unless a person chose to ask no further. */
function checkDoubles(world: World, operations: readonly Operation[]): void {
  for (const requests of world.service.doubles) {
    const chosen = requests.some(
      (request) =>
        !isPromised(world, request) ||
        operations.find(({ id }) => id === request.operationId)?.state === "abandoned",
    );
    if (!chosen) world.broken("I4", "a number is paid for twice");
  }
}

/** I7: at least what is paid for by operations of this ledger is reserved. */
async function checkReserved(world: World, operations: readonly Operation[]): Promise<void> {
  const { service, observer, broken } = world;
  // What a list does not show any more counts as given back, until the next one shows it.
  if (service.listWasStale) return;
  const paid = [...service.held.values()].flatMap(({ by, lease }) => {
    // What an older operation leased in spite of all, after its number was released, a sweep has to find.
    const latest = operations.find(({ number }) => number === lease.number);
    const operation = by && latest?.id === by.operationId ? latest : null;
    const counts =
      operation?.price &&
      lease.state !== "releasing" &&
      operation.state !== "abandoned" &&
      operation.state !== "absent";
    if (!counts || !lease.price) return [];
    // What a price has risen by since it was agreed to is known only when the lease has been read.
    return [dearer(lease.price, operation.price) ? operation.price : lease.price];
  });
  const [actual] = monthlyTotals(paid);
  const [reserved] = (await observer.spending()).running;
  if (actual && !(reserved && compareMoney(reserved, actual) >= 0))
    broken("I7", `${actual.amount} is paid, and ${reserved?.amount ?? "nothing"} reserved`);
}

/** Whether what the request did is still so. */
function isInEffect({ service }: World, request: Request): boolean {
  const holder = service.held.get(request.number);
  if (request.state !== "carried-out") return false;
  return request.kind === "lease" ? holder?.by === request : holder?.lease.state !== "active";
}

/** Whether the number is held as it was before the release began. */
function isUntouched({ service, known }: World, { id, number }: Operation): boolean {
  const lease = service.held.get(number)?.lease;
  return lease?.state === "active" && lease === known.get(id)?.heldThen;
}

/** Whether the request arrived within the time after which the client takes it for lost. */
function isPromised({ setup }: World, request: Request): boolean {
  return setup.arrivesWithinMs + setup.lagMs < 60_000 && !request.ordered;
}

export function requestOf({ service }: World, operationId: string): Request | null {
  return service.requests.find((request) => request.operationId === operationId) ?? null;
}
