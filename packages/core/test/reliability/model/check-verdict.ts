import type { Operation } from "../../../src/ledger/operation.js";
import { isPromised, requestOf } from "./requests.js";
import type { World } from "./world.js";

export const slowestReadMs = 2500;

/** What is called absent or released because nobody shows it has to have been looked for as the protocol says. */
export function checkVerdict(world: World, operation: Operation): void {
  const { known, broken } = world;
  const seen = known.get(operation.id);
  if (!seen || seen.last.state === operation.state) return;
  if (operation.state === "committed") checkHow(world, operation);
  if (!isProofOfAbsence(operation)) return;
  const request = requestOf(world, operation.id);
  if (request?.state === "ordered" && isPromised(world, request))
    broken("I17", "a lease is absent, and its order stands");
  if (isShownLeasedAnew(world, operation)) return;
  const own = listsWithout(world, operation, true);
  if (own.length === 0 && listsWithout(world, operation, false).length > 0)
    broken("I14", `a ${operation.kind} is ${operation.state} by what another account shows`);
  if (operation.kind === "release" && world.service.held.has(operation.number)) return;
  const first = own[0];
  const last = own.at(-1);
  const apart = first && last ? last.beganAtMs - first.beganAtMs : -1;
  // Looks are that far apart; within one, the list is read after the number.
  if (apart < world.setup.lagMs - slowestReadMs)
    broken("I17", `a ${operation.kind} is ${operation.state}, and lists do not say so`);
}

/** I21: how it is known that it was done. */
function checkHow(world: World, operation: Operation): void {
  const request = requestOf(world, operation.id);
  const isAnswered = request?.heard?.kind === "committed" || request?.ordered || request?.submits;
  if (operation.how === null) world.broken("I21", "nothing says how it is known");
  if (operation.how === "answered" && !isAnswered)
    world.broken("I21", "it is said to be answered, and nobody has");
}

function isProofOfAbsence({ kind, state, how, lease }: Operation): boolean {
  if (kind === "lease") return state === "absent";
  return state === "committed" && how === "seen" && lease?.state === "released";
}

/** A number that its own account shows under another lease says by itself that it was released. */
function isShownLeasedAnew({ service, known }: World, operation: Operation): boolean {
  const holder = service.held.get(operation.number);
  if (operation.kind !== "release" || !holder) return false;
  if (holder.project !== known.get(operation.id)?.project) return false;
  return holder.lease.leaseId !== operation.lease?.leaseId;
}

/** Complete lists that do not show it, read when its request could not be on its way any more. */
function listsWithout(world: World, operation: Operation, isOwn: boolean) {
  const { service, known, setup } = world;
  const request = requestOf(world, operation.id);
  const claimedAtMs = known.get(operation.id)?.claimedAtMs ?? 0;
  const isDone = !request || request.state !== "travelling" || !isPromised(world, request);
  const fromMs = isDone
    ? (request?.sentAtMs ?? claimedAtMs)
    : request.sentAtMs + setup.arrivesWithinMs;
  const { leaseId = null } = operation.lease ?? {};
  return service.listsRead.filter(
    ({ project, beganAtMs, shown, isLegible }) =>
      isLegible &&
      (project === known.get(operation.id)?.project) === isOwn &&
      beganAtMs >= fromMs &&
      !shown.some(
        (one) =>
          one.number === operation.number &&
          (operation.kind === "lease" || leaseId === null || one.leaseId === leaseId),
      ),
  );
}
