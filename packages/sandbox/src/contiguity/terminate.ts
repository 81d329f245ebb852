import type { SandboxContext } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { contiguityError } from "./errors.js";
import { endedLeaseOnWire, envelope } from "./wire.js";

/** DELETE /numbers/leased/{number}: at once, and the number is for anybody to lease again. */
export function terminate(world: ContiguityWorld) {
  return (context: SandboxContext): Response => {
    const now = world.clock.now();
    const inventory = world.inventory;
    const number = context.req.param("number") ?? "";
    const own = inventory.leaseOf(number);
    if (!own) return contiguityError(context, now, 404, "You do not lease this number.");
    const ends = own.offer.quirk?.kind !== "stays-active";
    if (ends) inventory.end(number, now);
    return context.json(envelope("response", now, endedLeaseOnWire(own, ends ? now : null)));
  };
}
