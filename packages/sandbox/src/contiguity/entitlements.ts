import type { SandboxContext } from "../server/environment.js";
import type { EntitlementStanding } from "./entitlement-store.js";
import type { ContiguityWorld } from "./world.js";
import { agreementUrl, contiguityError } from "./errors.js";
import { envelope } from "./wire.js";

/** GET /entitlements/{name}: with the agreement to accept, as long as that is what is missing. */
export function getEntitlement(world: ContiguityWorld) {
  return about(world, (context, name, status) => tell(world, context, name, status));
}

/** POST /entitlements/{name}: what needs no agreement is granted; an agreement is for a person to accept. */
export function requestEntitlement(world: ContiguityWorld) {
  return about(world, (context, name, status) => {
    if (status === "available" && !withAgreement(name)) {
      world.entitlements.set(name, "granted");
      return tell(world, context, name, "granted");
    }
    if (status === "granted") return tell(world, context, name, status);
    const now = world.clock.now();
    return status === "available"
      ? contiguityError(context, now, 403, "Accept the agreement first.", name)
      : contiguityError(context, now, 403, `The account is ${status} for this.`);
  });
}

/** DELETE /entitlements/{name}: it can be asked for again. Numbers that are leased stay leased. */
export function withdrawEntitlement(world: ContiguityWorld) {
  return about(world, (context, name, status) => {
    const left = status === "granted" ? "available" : status;
    world.entitlements.set(name, left);
    return tell(world, context, name, left);
  });
}

function about(
  world: ContiguityWorld,
  answer: (context: SandboxContext, name: string, status: EntitlementStanding) => Response,
) {
  return (context: SandboxContext): Response => {
    const name = context.req.param("name") ?? "";
    const status = world.entitlements.standing(name);
    if (status) return answer(context, name, status);
    return contiguityError(context, world.clock.now(), 404, "There is no such entitlement.");
  };
}

function tell(
  world: ContiguityWorld,
  context: SandboxContext,
  name: string,
  status: EntitlementStanding,
): Response {
  const agreement = status === "available" &&
    withAgreement(name) && { agreement_url: agreementUrl(name) };
  return context.json(envelope("response", world.clock.now(), { status, ...agreement }));
}

function withAgreement(name: string): boolean {
  return name !== "fast_track";
}
