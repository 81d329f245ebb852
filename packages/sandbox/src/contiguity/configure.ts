import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { configureBodySchema } from "./bodies.js";
import { contiguityError } from "./errors.js";
import { envelope } from "./wire.js";

/** POST /numbers/{number}/configure. What is left out stays. */
export function configure(world: ContiguityWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const now = world.clock.now();
    const number = context.req.param("number") ?? "";
    const own = world.inventory.leaseOf(number);
    const body = configureBodySchema.safeParse(await readJson(context));
    if (!own) return contiguityError(context, now, 404, "You do not lease this number.");
    if (!body.success) return contiguityError(context, now, 400, "Invalid request body.");
    const settings = world.lines.get(own.leaseId);
    const failover = body.data.failover ?? settings?.failover;
    if (failover) world.lines.set(own.leaseId, { ...settings, failover });
    return context.json(envelope("response", now, { number, ...(failover && { failover }) }));
  };
}
