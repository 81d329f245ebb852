import type { Request } from "./request.js";
import type { Service } from "./service.js";
import type { Setup } from "./setup.js";

/** Which of the requests that have been sent something can happen to. */
export type Which = (service: Service, request: Request, setup: Setup) => boolean;

export function isUnanswered(_service: Service, { heard, state }: Request): boolean {
  return heard === null && state !== "ordered";
}

export function isOnItsWay(service: Service, request: Request): boolean {
  return service.isOnItsWay(request);
}

export function isFresh(service: Service, request: Request): boolean {
  return isUnanswered(service, request) && service.isOnItsWay(request);
}

export function canBeOrdered(service: Service, request: Request): boolean {
  return request.kind === "lease" && isFresh(service, request);
}

export function canBeLost(service: Service, request: Request, { orders }: Setup): boolean {
  const isFound = orders === "searched" || orders === "created";
  return isFound && canBeOrdered(service, request);
}

/** A release that has not been carried out. */
export function isUnfulfilled(service: Service, request: Request): boolean {
  const isHeld = service.held.get(request.number)?.lease.state === "active";
  return request.kind === "release" && isHeld && isUnanswered(service, request);
}

export function isOrdered(_service: Service, { state }: Request): boolean {
  return state === "ordered";
}

export function isDone(service: Service, request: Request): boolean {
  const { state } = request;
  return isUnanswered(service, request) && (state === "carried-out" || state === "refused");
}

/** Refusals are believed where reads agree with them; so one is said after all where the reads are not behind. */
export function isShownAsDone(service: Service, request: Request): boolean {
  const { kind, number, project, state } = request;
  const isHeld = (read: "number" | "list") =>
    service.view(read, project).get(number)?.lease.state === "active";
  return (
    state === "carried-out" &&
    isUnanswered(service, request) &&
    (["number", "list"] as const).every((read) => isHeld(read) === (kind === "lease"))
  );
}
