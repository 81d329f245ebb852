import { Hono } from "hono";
import type { Perform, SandboxEnvironment } from "../server/environment.js";
import type { World } from "../state/world.js";
import { requireContiguityKey } from "./auth.js";
import { disableForwarding, enableForwarding, getForwarding } from "./call-forwarding.js";
import { configure } from "./configure.js";
import { getEntitlement, requestEntitlement, withdrawEntitlement } from "./entitlements.js";
import { contiguityGatewayError } from "./errors.js";
import { lease } from "./lease.js";
import { listAvailable, listLeased } from "./lists.js";
import { getNumber } from "./get-number.js";
import { sendText } from "./send-text.js";
import { terminate } from "./terminate.js";

/** Every Contiguity operation and the function that answers it. Fixed paths come before `:number`. */
export function contiguityRoutes(
  world: World,
  perform: Perform,
  apiKey: string,
): Hono<SandboxEnvironment> {
  const key = requireContiguityKey(world, apiKey);
  const gone = contiguityGatewayError;
  const forwarding = "/numbers/lease/:number/call_forwarding";
  return new Hono<SandboxEnvironment>()
    .get("/numbers/leases", perform("contiguity.available"), key, listAvailable(world))
    .get("/numbers/leased", perform("contiguity.leased"), key, listLeased(world))
    .get("/numbers/leased/:number", perform("contiguity.details"), key, gone)
    .delete("/numbers/leased/:number", perform("contiguity.terminate"), key, terminate(world))
    .post("/numbers/lease/:number", perform("contiguity.lease"), key, lease(world))
    .get(forwarding, perform("contiguity.get-forwarding"), key, getForwarding(world))
    .post(
      `${forwarding}/enable`,
      perform("contiguity.enable-forwarding"),
      key,
      enableForwarding(world),
    )
    .post(
      `${forwarding}/disable`,
      perform("contiguity.disable-forwarding"),
      key,
      disableForwarding(world),
    )
    .post("/numbers/:number/configure", perform("contiguity.configure"), key, configure(world))
    .get("/numbers/:number", perform("contiguity.get"), key, getNumber(world))
    .post("/send/text", perform("contiguity.send-text"), key, sendText(world))
    .get("/entitlements/:name", perform("contiguity.get-entitlement"), key, getEntitlement(world))
    .post(
      "/entitlements/:name",
      perform("contiguity.request-entitlement"),
      key,
      requestEntitlement(world),
    )
    .delete(
      "/entitlements/:name",
      perform("contiguity.withdraw-entitlement"),
      key,
      withdrawEntitlement(world),
    )
    .all("*", perform("unknown"), gone);
}
