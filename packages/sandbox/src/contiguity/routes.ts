import { Hono } from "hono";
import type { Perform, SandboxEnvironment } from "../server/environment.js";
import type { World } from "../state/world.js";
import { requireContiguityKey } from "./auth.js";
import { contiguityGatewayError } from "./errors.js";
import { lease } from "./lease.js";
import { listAvailable, listLeased } from "./lists.js";
import { getNumber } from "./get-number.js";
import { terminate } from "./terminate.js";

/** Every Contiguity operation and the function that answers it. Fixed paths come before `:number`. */
export function contiguityRoutes(
  world: World,
  perform: Perform,
  apiKey: string,
): Hono<SandboxEnvironment> {
  const key = requireContiguityKey(world, apiKey);
  const gone = contiguityGatewayError;
  return new Hono<SandboxEnvironment>()
    .get("/numbers/leases", perform("contiguity.available"), key, listAvailable(world))
    .get("/numbers/leased", perform("contiguity.leased"), key, listLeased(world))
    .get("/numbers/leased/:number", perform("contiguity.details"), key, gone)
    .delete("/numbers/leased/:number", perform("contiguity.terminate"), key, terminate(world))
    .post("/numbers/lease/:number", perform("contiguity.lease"), key, lease(world))
    .get("/numbers/:number", perform("contiguity.get"), key, getNumber(world))
    .all("*", perform("unknown"), gone);
}
