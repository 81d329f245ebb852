import type { SandboxContext } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { contiguityError } from "./errors.js";
import { envelope, leasedNumberOnWire, numberOnWire } from "./wire.js";

/** GET /numbers/leases */
export function listAvailable(world: ContiguityWorld) {
  return (context: SandboxContext): Response => {
    const inventory = world.inventory;
    const offers = inventory.available().filter(({ status }) => status !== "unavailable");
    const numbers = offers.map((offer) =>
      numberOnWire(offer, offer.status, inventory.prices.listed(offer)),
    );
    return list(world, context, "available", numbers);
  };
}

/** GET /numbers/leased */
export function listLeased(world: ContiguityWorld) {
  return (context: SandboxContext): Response =>
    list(world, context, "leased", world.inventory.leases().map(leasedNumberOnWire));
}

function list(
  world: ContiguityWorld,
  context: SandboxContext,
  name: string,
  numbers: readonly object[],
): Response {
  const now = world.clock.now();
  if (!world.entitlements.granted("lease")) {
    return contiguityError(context, now, 403, "Accept the lease agreement first.", "lease");
  }
  // The provider has no empty list: it says that it found nothing.
  if (numbers.length === 0) return contiguityError(context, now, 404, `No ${name} numbers found.`);
  return context.json(envelope("response", now, { [name]: numbers.length, numbers }));
}
