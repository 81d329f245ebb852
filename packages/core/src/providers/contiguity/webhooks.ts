import * as z from "#zod";
import { badInput } from "../../errors/lease-error.js";
import { refuseUnknown, requireObject } from "../../errors/check-options.js";
import { optional } from "../../http/lenient.js";
import { requireKey } from "../../http/check-given.js";
import { bytesOf, isSigned, jsonIn } from "../webhook-body.js";
import { epochMs } from "./mapping.js";

/** One request that says it is from Contiguity. */
export interface ContiguityWebhook {
  /** The secret of the webhook, as Contiguity shows it. */
  readonly secret: string;
  /** The header `Contiguity-Signature`: `t=…,v1=…`. */
  readonly signature: string | null | undefined;
  /** The body as it came. JSON that was parsed and written again has other bytes, and no valid signature. */
  readonly rawBody: string | Uint8Array;
  /** How far the time of the signature may be off, either way: 5 minutes when left out. */
  readonly toleranceMs?: number | undefined;
  /** Epoch milliseconds; the clock's when left out. */
  readonly nowMs?: number | undefined;
}

/**
 * Checks that a webhook is from Contiguity and of now, and reads its event.
 * A webhook may be delivered more than once: tell repetitions by the event's `id`.
 * @returns an event of a type that is known, or of `x-…` for one that is not, with all its fields.
 * @throws {LeaseError} `bad-input`, with the field `secret`, `signature` or `rawBody`: act on nothing of it.
 * Source: Contiguity's webhooks, `t` and `v1` of `Contiguity-Signature`: HMAC-SHA256 over `t.body`, in hex.
 */
export async function verifyContiguityWebhook(
  webhook: ContiguityWebhook,
): Promise<ContiguityEvent> {
  requireObject(webhook, "webhook", "The webhook has to be an object.");
  refuseUnknown(webhook, ["secret", "signature", "rawBody", "toleranceMs", "nowMs"]);
  const { secret, signature, rawBody, toleranceMs = 5 * 60_000, nowMs = Date.now() } = webhook;
  const key = requireKey(secret, "secret");
  const { time, tags } = readSignature(typeof signature === "string" ? signature : "");
  const body = bytesOf(rawBody);
  const signed = new Uint8Array(await new Blob([`${time}.`, body]).arrayBuffer());
  if (!(await isSigned({ secret: key, hash: "SHA-256", tags }, signed)))
    throw badInput("signature", "The signature is of another secret or body.");
  // Written so that NaN is refused, as a time, a clock or a tolerance.
  if (!(Math.abs(nowMs - epochMs(Number(time))) <= toleranceMs))
    throw badInput("signature", "The signature is too old, or from the future.");
  return readEvent(body);
}

/** More than one `v1` may be there while a secret is being replaced; what is of another scheme is passed over. */
function readSignature(header: string): {
  readonly time: string;
  readonly tags: readonly string[];
} {
  const parts = header.split(",").map((part) => part.trim());
  const time = parts.find((part) => /^t=[0-9]{1,15}$/.test(part))?.slice(2);
  const tags = parts.filter((part) => /^v1=[0-9a-f]{64}$/i.test(part)).slice(0, 5);
  if (time === undefined || tags.length === 0)
    throw badInput("signature", "The signature is missing or not of the form t=…,v1=….");
  return { time, tags: tags.map((tag) => tag.slice(3)) };
}

function readEvent(body: Uint8Array): ContiguityEvent {
  const event = anyEvent.safeParse(jsonIn(body));
  if (event.success) return event.data;
  throw badInput("rawBody", "The webhook is signed, but its body is not an event.");
}

// What Contiguity tells. Only `type` has to be there; fields that are not named here are kept.

const text = optional(z.string());
/** Epoch seconds as far as is known; milliseconds and ISO 8601 occur elsewhere. */
const time = optional(z.union([z.number(), z.string()]));
const envelope = { id: text, timestamp: time, api_version: text };
const data = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => optional(z.looseObject(shape));

const incoming = data({
  from: text,
  to: text,
  body: text,
  timestamp: time,
  attachments: optional(z.array(z.looseObject({ url: text, mime: text, filename: text }))),
});
const delivery = data({
  from: text,
  to: text,
  message_id: text,
  timestamp: time,
  error: text,
});
/** A text went out from another number than was asked for. Its fields are described nowhere: all are kept. */
const substitution = data({ message_id: text });

const known = z.discriminatedUnion("type", [
  z.object({ ...envelope, type: z.literal("numbers.substitution"), data: substitution }),
  z.object({
    ...envelope,
    type: z.enum(["text.incoming.sms", "text.incoming.mms", "imessage.incoming"]),
    data: incoming,
  }),
  z.object({
    ...envelope,
    type: z.enum(["text.delivery.confirmed", "text.delivery.failed"]),
    data: delivery,
  }),
]);

const unknownType = z.pipe(
  z.string().check(z.minLength(1)),
  z.transform((type) => `x-${type}` as const),
);

const anyEvent = z.union([known, z.object({ ...envelope, type: unknownType, data: data({}) })]);
/**
 * What a webhook tells. `type` is Contiguity's own word, or `x-…` for one that is not known yet; times are epoch seconds as
 * far as is known. All but `type` may be missing.
 */
export type ContiguityEvent = z.infer<typeof anyEvent>;
