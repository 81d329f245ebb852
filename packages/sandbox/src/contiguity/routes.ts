import { Hono } from "hono";
import type { OperationMiddleware, SandboxEnvironment } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { requireContiguityKey } from "./auth.js";
import { disableForwarding, enableForwarding, getForwarding } from "./call-forwarding.js";
import { configure } from "./configure.js";
import { credentials } from "./credentials.js";
import { getEntitlement, requestEntitlement, withdrawEntitlement } from "./entitlements.js";
import { contiguityGatewayError } from "./errors.js";
import { lease } from "./lease.js";
import { listAvailable, listLeased } from "./lists.js";
import { getNumber } from "./get-number.js";
import type { ContiguityOperation } from "./operations.js";
import { sendText } from "./send-text.js";
import { terminate } from "./terminate.js";

/** Every operation and the function that answers it. Fixed paths come before `:number`. */
export function routes(
  world: ContiguityWorld,
  operation: OperationMiddleware<ContiguityOperation>,
): Hono<SandboxEnvironment> {
  const key = requireContiguityKey(world, credentials.apiKey);
  const gone = contiguityGatewayError;
  const forwarding = "/numbers/lease/:number/call_forwarding";
  return new Hono<SandboxEnvironment>()
    .basePath("/contiguity")
    .get("/numbers/leases", operation("contiguity.available"), key, listAvailable(world))
    .get("/numbers/leased", operation("contiguity.leased"), key, listLeased(world))
    .get("/numbers/leased/:number", operation("contiguity.details"), key, gone)
    .delete("/numbers/leased/:number", operation("contiguity.terminate"), key, terminate(world))
    .post("/numbers/lease/:number", operation("contiguity.lease"), key, lease(world))
    .get(forwarding, operation("contiguity.get-forwarding"), key, getForwarding(world))
    .post(
      `${forwarding}/enable`,
      operation("contiguity.enable-forwarding"),
      key,
      enableForwarding(world),
    )
    .post(
      `${forwarding}/disable`,
      operation("contiguity.disable-forwarding"),
      key,
      disableForwarding(world),
    )
    .post("/numbers/:number/configure", operation("contiguity.configure"), key, configure(world))
    .get("/numbers/:number", operation("contiguity.get"), key, getNumber(world))
    .post("/send/text", operation("contiguity.send-text"), key, sendText(world))
    .get("/entitlements/:name", operation("contiguity.get-entitlement"), key, getEntitlement(world))
    .post(
      "/entitlements/:name",
      operation("contiguity.request-entitlement"),
      key,
      requestEntitlement(world),
    )
    .delete(
      "/entitlements/:name",
      operation("contiguity.withdraw-entitlement"),
      key,
      withdrawEntitlement(world),
    )
    .all("*", operation("unknown"), gone);
}
