import type { SinchOffer } from "./offer.js";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { rentBodySchema, type RentBody } from "./bodies.js";
import { badRequest, notFound, sinchError, violationsOf, type FieldViolation } from "./errors.js";
import { activeOnWire } from "./wire.js";

/** POST /availableNumbers/{number}:rent. A number that somebody else got is a 404, as it is when checked. */
export function rent(world: SinchWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const inventory = world.inventory();
    const number = (context.req.param("number") ?? "").replace(/:rent$/, "");
    const body = rentBodySchema.safeParse(await readJson(context));
    const offer = inventory.find(number);

    if (!body.success) return badRequest(context, violationsOf(body.error));
    if (!offer || inventory.standing(number) !== "available")
      return notFound(context, "AvailableNumber", number);
    const unneeded = unneededConfigurations(offer, body.data);
    if (unneeded.length > 0) return badRequest(context, unneeded);
    if (offer.needsDocuments) {
      return sinchError(context, 400, "Supporting documentation is required to rent this number");
    }
    const terms = { ...body.data, displayName: "", configuredAtMs: world.clock.now() };
    const rented = inventory.lease(offer, terms);
    if (rented === "taken") return notFound(context, "AvailableNumber", number);
    if (rented === "no-funds")
      return sinchError(context, 400, "Insufficient balance to rent the number");
    return context.json(activeOnWire(world, context.req.param("projectId") ?? "", rented));
  };
}

/** A configuration that the number has no use for is an error, not something to ignore. */
export function unneededConfigurations(
  offer: SinchOffer,
  body: Pick<RentBody, "smsConfiguration" | "voiceConfiguration">,
): readonly FieldViolation[] {
  const { smsConfiguration, voiceConfiguration } = body;
  const violations: FieldViolation[] = [];
  const refuse = (field: string, description: string) =>
    void violations.push({ field, description });
  if (smsConfiguration && !offer.capabilities.includes("SMS"))
    refuse("sms_configuration", "number has no SMS");
  if (voiceConfiguration && !offer.capabilities.includes("VOICE"))
    refuse("voice_configuration", "number has no VOICE");
  if (smsConfiguration?.campaignId && offer.country !== "US") {
    refuse("sms_configuration.campaign_id", "campaigns are for US numbers");
  }
  return violations;
}
