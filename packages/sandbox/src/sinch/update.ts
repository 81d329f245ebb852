import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { updateBodySchema, type UpdateBody } from "./bodies.js";
import { badRequest, notFound, violationsOf } from "./errors.js";
import { settledSms, settledVoice } from "./provisioning.js";
import { unneededConfigurations } from "./rent.js";
import type { SinchLease, SinchTerms } from "./terms.js";
import { activeOnWire } from "./wire.js";

/** PATCH /activeNumbers/{number}. What is left out stays; an id of "" ends a connection at once. */
export function update(world: SinchWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const inventory = world.inventory();
    const number = context.req.param("number") ?? "";
    const lease = inventory.leaseOf(number);
    const body = updateBodySchema.safeParse(await readJson(context));
    if (!body.success) return badRequest(context, violationsOf(body.error));
    if (!lease) return notFound(context, "ActiveNumber", number);
    const unneeded = unneededConfigurations(lease.offer, body.data);
    if (unneeded.length > 0) return badRequest(context, unneeded);
    inventory.agree(number, changed(world, lease, body.data));
    const projectId = context.req.param("projectId") ?? "";
    return context.json(activeOnWire(world, projectId, inventory.leaseOf(number) ?? lease));
  };
}

function changed(world: SinchWorld, lease: SinchLease, body: UpdateBody): SinchTerms {
  const { terms } = lease;
  const nowMs = world.clock.now();
  const times = { nowMs, provisioningMs: world.provisioningMs };
  const { smsConfiguration: sms, voiceConfiguration: voice } = body;
  const voiceId = voice?.appId || voice?.trunkId || voice?.serviceId;
  return {
    ...terms,
    displayName: body.displayName ?? terms.displayName,
    callbackUrl: body.callbackUrl ?? terms.callbackUrl,
    ...(sms && {
      smsConfiguration: sms.servicePlanId === "" ? undefined : sms,
      smsBefore: settledSms(lease, times),
      smsConfiguredAtMs: nowMs,
    }),
    ...(voice && {
      voiceConfiguration: voiceId ? voice : undefined,
      voiceBefore: settledVoice(lease, times),
      voiceConfiguredAtMs: nowMs,
    }),
  };
}
