import type { SandboxContext } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { contiguityError } from "./errors.js";
import { envelope, leasedNumberOnWire, numberOnWire } from "./wire.js";

const statuses = { elsewhere: "leased", gone: "unavailable" } as const;

/** GET /numbers/{number}: with the lease when it is the account's own. */
export function getNumber(world: ContiguityWorld) {
  return (context: SandboxContext): Response => {
    const now = world.clock.now();
    const inventory = world.inventory;
    const number = context.req.param("number") ?? "";
    const offer = inventory.find(number);
    if (!offer) return contiguityError(context, now, 404, "Number not found.");
    const own = inventory.leaseOf(number);
    if (own) return context.json(envelope("response", now, leasedNumberOnWire(own)));
    const standing = inventory.standing(number);
    const status =
      standing === "elsewhere" || standing === "gone" ? statuses[standing] : offer.status;
    return context.json(
      envelope("response", now, numberOnWire(offer, status, inventory.prices.read(offer))),
    );
  };
}
