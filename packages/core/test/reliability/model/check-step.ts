import { isDeepStrictEqual } from "node:util";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import { type Operation, isOpen, replay } from "../../../src/ledger/operation.js";
import { checkDoubles, checkReserved } from "./check-paid.js";
import { checkVerdict } from "./check-verdict.js";
import { isPromised, requestOf } from "./requests.js";
import type { Request } from "./request.js";
import type { PersonsCall } from "./call.js";
import type { World } from "./world.js";

/** Everything that has to hold whenever nothing moves. @throws {InvariantBroken} */
export async function checkStep(world: World): Promise<void> {
  const operations = await world.observer.operations();
  for (const operation of operations) {
    checkTruth(world, operation);
    checkVerdict(world, operation);
    checkWaysOut(world, operation);
    await checkHistory(world, operation);
  }
  checkAnswers(world, operations);
  checkCancelled(world);
  checkDoubles(world);
  await checkReserved(world, operations);
  await checkListedOnce(world);
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
  // A key that was replaced is told of by no history.
  const { identity, sender } = operation;
  if (world.projects.get(identity) !== seen.project)
    broken("I14", "an operation has become another account's");
  if (!isDeepStrictEqual({ ...told, sender, identity }, { ...operation }))
    broken("I8", `the history says ${told.state}, and the row ${operation.state}`);
  const isRevised = last.state === "absent" && operation.state === "committed";
  if (isRevised) world.revised += 1;
  if (!isRevised && !isOpen(last) && !isDeepStrictEqual({ ...operation }, { ...last, identity }))
    broken("I8", `${last.state} became ${operation.state}`);
  seen.last = operation;
  const request = requestOf(world, operation.id);
  if (request && operation.state === "abandoned") request.givenUp = true;
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

/** I19: somebody who looks at it is told what to do, and where it costs nothing before it may cost something. */
function checkWaysOut({ windows, known, broken }: World, operation: Operation): void {
  const isNew = known.get(operation.id)?.last.state !== operation.state;
  if (operation.state !== "needs-attention" || !isNew) return;
  const window = windows.find((one) => one?.isAlive);
  // A window with one account under two names has no client.
  if (!window || window.arrangement === "one account under two names") return;
  const ways = window.client().waysOut(operation);
  if (!ways.some(({ mayCost }) => !mayCost)) broken("I19", "it has no way out that costs nothing");
}

/** Who has stopped waiting is let go, whatever becomes of what he has asked for. */
function checkCancelled({ calls, clock, ledgerMs, broken }: World): void {
  for (const { cancelledAtMs, result, window } of calls)
    if (cancelledAtMs !== null && !result && window.isAlive && ledgerMs === 0)
      if (clock.monotonicMs() - cancelledAtMs > 100)
        broken("contract", "somebody has stopped waiting, and is held");
}

/** I14: no lease is counted for two accounts that are one. A key that was replaced leaves its list until the next one. */
async function checkListedOnce({ observer, projects, setup, broken }: World): Promise<void> {
  if (setup.identity === "key") return;
  const seen = new Set<string>();
  for (const { identity, leases } of await observer.lists())
    for (const { lease } of leases) {
      const name = `${projects.get(identity)} ${lease.number}`;
      if (seen.has(name)) broken("I14", "one lease is counted for two accounts");
      seen.add(name);
    }
}

/** The same of what people are told. */
function checkAnswers(world: World, operations: readonly Operation[]): void {
  const { calls, service, known, broken } = world;
  for (const call of calls) {
    checkSameAnswer(world, call, operations);
    const { kind, result } = call;
    // An adapter that fails does so with another error.
    if (result?.kind === "failed" && isOwnDefect(result.failure))
      broken("I6", `somebody who waits for a ${kind} is told of a defect`);
    const request = service.requests.find((one) => one.call === call);
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

/** I18: nobody is told that a number is taken, and nothing spent, that the same request has leased. */
function checkSameAnswer(
  { service, known, broken, calls, projects, rewoundAtMs }: World,
  call: PersonsCall,
  operations: readonly Operation[],
): void {
  const { result, number, project, kind } = call;
  if (result?.kind === "failed" && result.failure.kind === "number-taken") {
    const holder = service.held.get(number);
    const operation = operations.find(({ id }) => id === holder?.by?.operationId);
    // Also with a key that was replaced: what was leased with the one before is the same account's.
    const isOwn =
      operation && projects.get(operation.identity) === project && isStanding(operation);
    const isEarlier = operation && (known.get(operation.id)?.claimedAtMs ?? 0) < call.askedAtMs;
    const latest = operations.find((one) => one.number === number);
    // A ledger that went back may not know that it is given back.
    const isGivenBack = rewoundAtMs !== null && holder?.lease.state === "releasing";
    const isSeen =
      isOwn && isEarlier && latest === operation && !isGivenBack && !service.listWasStale;
    if (kind === "lease" && isSeen && !call.checked)
      broken("I18", "the same request is told that its number is taken");
    call.checked = true;
  }
  if (call.key === null || result?.kind !== "committed") return;
  for (const other of calls)
    if (other.key === call.key && other.kind === kind && other.result?.kind === "committed") {
      const isSame = other.number === number && other.project === project;
      // What a ledger has lost it does not know any more.
      if (!isSame && rewoundAtMs === null) broken("I18", "one key is answered for two calls");
      if (isSame && other.result.operation.id !== result.operation.id)
        broken("I18", "one key has two answers");
    }
}

function isOwnDefect(failure: LeaseFailure): boolean {
  return failure.kind === "defect" && failure.detail === "RangeError";
}

function isStanding(operation: Operation): boolean {
  return operation.state === "committed" || isOpen(operation);
}

/** Whether what the request did is still so. */
function isInEffect({ service }: World, request: Request): boolean {
  const holder = service.held.get(request.number);
  if (request.state !== "carried-out") return false;
  return request.kind === "lease" ? holder?.by === request : holder?.lease.state !== "active";
}

/** Whether the number is held as it was before the release began. */
function isUntouched({ service, known }: World, { id, number }: Operation): boolean {
  const holder = service.held.get(number);
  const seen = known.get(id);
  // What another account holds is not this one's to release.
  if (!holder || holder.project !== seen?.project) return false;
  return holder.lease.state === "active" && holder.lease === seen.heldThen;
}
