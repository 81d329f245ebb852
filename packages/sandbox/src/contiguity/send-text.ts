import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { textBodySchema } from "./bodies.js";
import { contiguityError } from "./errors.js";
import { type ContiguityLease, envelope } from "./wire.js";

/** POST /send/text. The description says little of what it refuses, so most of that is this sandbox's choice. */
export function sendText(world: ContiguityWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const now = world.clock.now();
    const refuse = (status: 400 | 403, error: string) =>
      contiguityError(context, now, status, error);
    const body = textBodySchema.safeParse(await readJson(context));
    if (!body.success) return refuse(400, "Invalid request body.");
    const {
      to,
      from = null,
      message = null,
      attachments,
      fast_track: fastTrack = false,
    } = body.data;

    const sender = senderOf(world, from);
    if (from !== null && !sender) return refuse(400, "You do not lease the sender.");
    if (sender && !carries(sender, (attachments ?? []).length > 0))
      return refuse(400, "The sender has no channel for this.");
    if (fastTrack && from === null) return refuse(400, "Only a leased number has a fast track.");
    if (fastTrack && !world.entitlements.granted("fast_track"))
      return refuse(403, "This needs the fast_track entitlement.");

    const { messageId } = world.texts.add({
      to,
      from: sender?.offer.number ?? null,
      askedFrom: from,
      message,
      attachments: attachments ?? [],
      fastTrack,
    });
    return context.json(envelope("response", now, { message_id: messageId }));
  };
}

/** The number that is asked for, or one that stands in; undefined when there is none of the account's. */
function senderOf(world: ContiguityWorld, from: string | null): ContiguityLease | undefined {
  const inventory = world.inventory;
  const own = from === null ? undefined : inventory.leaseOf(from);
  return own ?? (from === null || world.texts.substitutes() ? inventory.leases()[0] : undefined);
}

function carries({ offer }: ContiguityLease, withAttachments: boolean): boolean {
  const needed = withAttachments ? ["mms", "rcs"] : ["sms", "mms", "rcs"];
  return needed.some((channel) => offer.channels.includes(channel));
}
