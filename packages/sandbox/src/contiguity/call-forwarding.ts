import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { forwardingBodySchema } from "./bodies.js";
import { contiguityError } from "./errors.js";
import { forwardingOnWire, envelope } from "./wire.js";

/** GET /numbers/lease/{number}/call_forwarding */
export function getForwarding(world: ContiguityWorld) {
  return (context: SandboxContext): Response => answer(world, context);
}

/** POST …/enable: queued first, and active by the sandbox's clock. */
export function enableForwarding(world: ContiguityWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const body = forwardingBodySchema.safeParse(await readJson(context));
    if (!body.success)
      return contiguityError(context, world.clock.now(), 400, "Invalid request body.");
    return answer(world, context, body.data.to);
  };
}

/** POST …/disable: queued too. A body is ignored. */
export function disableForwarding(world: ContiguityWorld) {
  return (context: SandboxContext): Response => answer(world, context, null);
}

/** @param to - where calls go from now on; null for nowhere, undefined for no change. */
function answer(world: ContiguityWorld, context: SandboxContext, to?: string | null): Response {
  const now = world.clock.now();
  const number = context.req.param("number") ?? "";
  const own = world.inventory.leaseOf(number);
  if (!own) return contiguityError(context, now, 404, "You do not lease this number.");
  const settings = world.lines.get(own.leaseId);
  const forwarding =
    to === undefined
      ? (settings?.forwarding ?? { to: null, activeAtMs: now })
      : { to, activeAtMs: now + world.provisioningMs };
  if (to !== undefined) world.lines.set(own.leaseId, { ...settings, forwarding });
  return context.json(envelope("response", now, forwardingOnWire(number, forwarding, now)));
}
