import type { ContiguityOffer } from "./offer.js";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { EntitlementStore } from "./entitlement-store.js";
import type { ContiguityWorld } from "./world.js";
import { leaseBodySchema } from "./bodies.js";
import { contiguityError } from "./errors.js";
import { envelope, newLeaseOnWire } from "./wire.js";

/** POST /numbers/lease/{number}. 402 and 409 are this sandbox's choice: the provider documents neither. */
export function lease(world: ContiguityWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const now = world.clock.now();
    const refuse = (
      status: Parameters<typeof contiguityError>[2],
      error: string,
      entitlement?: string,
    ) => contiguityError(context, now, status, error, entitlement);
    const inventory = world.inventory;
    const body = leaseBodySchema.safeParse(await readJson(context));
    const offer = inventory.find(context.req.param("number") ?? "");

    if (!offer) return refuse(404, "Number not found.");
    if (!body.success) return refuse(400, "Invalid request body.");
    if (offer.status !== "available") return refuse(400, "This number cannot be leased.");
    const missing = missingEntitlement(offer, world.entitlements);
    if (missing) return refuse(403, `This needs the ${missing} entitlement.`, missing);
    if (offer.requirements?.includes("enterprise_plan_required")) {
      return refuse(403, "This number needs an enterprise plan.");
    }
    const leased = inventory.lease(offer, { method: body.data.billing_method });
    if (leased === "taken") return refuse(409, "This number is already leased.");
    if (leased === "no-funds") return refuse(402, "Insufficient funds.");
    return context.json(envelope("response", now, newLeaseOnWire(leased)));
  };
}

function missingEntitlement(
  offer: ContiguityOffer,
  entitlements: EntitlementStore,
): string | undefined {
  const needed = (offer.requirements ?? []).flatMap((requirement) => {
    const [, name] = /^(\w+)_entitlement_required$/.exec(requirement) ?? [];
    return name === undefined ? [] : [name];
  });
  return ["lease", ...needed].find((name) => !entitlements.granted(name));
}
