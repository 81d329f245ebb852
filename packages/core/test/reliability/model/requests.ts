import type { Request } from "./request.js";
import type { World } from "./world.js";

/** Whether the request arrived within the time after which the client takes it for lost. */
export function isPromised({ setup }: World, request: Request): boolean {
  const isFound = setup.orders === "searched" || setup.orders === "created";
  return setup.arrivesWithinMs + setup.lagMs < 60_000 && (!request.ordered || isFound);
}

export function requestOf({ service }: World, operationId: string): Request | null {
  return service.requests.find((request) => request.operationId === operationId) ?? null;
}
