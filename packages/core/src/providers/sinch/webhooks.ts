import * as z from "#zod";
import { badInput } from "../../errors/lease-error.js";
import { refuseUnknown, requireObject } from "../../errors/check-options.js";
import { optional } from "../../http/lenient.js";
import { requireKey } from "../../http/check-given.js";
import { bytesOf, isSigned, jsonIn } from "../webhook-body.js";

/** One request that says it is from Sinch. */
export interface SinchWebhook {
  /** The `hmacSecret` of the project's callback configuration. */
  readonly secret: string;
  /** The `X-Sinch-Signature` header. */
  readonly signature: string | null | undefined;
  /** The body as it came, before anything parses it. */
  readonly rawBody: string | Uint8Array;
}

const text = optional(z.string());

const event = z.object({
  /** Comes again when an event is sent again: an event that was seen is to be left alone. */
  eventId: text,
  /** RFC 3339 in UTC, with as many decimals as came; null when it was no time. */
  timestamp: z.pipe(text, z.transform(utc)),
  projectId: text,
  /** ACTIVE_NUMBER, NUMBER_ORDER, or one that is not known yet. */
  resourceType: z.string(),
  /** A phone number, or the id of an order. */
  resourceId: text,
  /** Such as PROVISIONING_TO_SMS_PLATFORM or NUMBER_ORDER_PROCESSING. */
  eventType: text,
  /** SUCCEEDED or FAILED for a number, a state for an order, or one that is not known yet. */
  status: text,
  /** Why it failed, in the words that `describeProvisioningError` knows; numbers only. */
  failureCode: text,
  /** Sinch's own, for its support. */
  internalFailureCode: text,
});
/** What happened to a number or an order. Sent until it is taken, and in no certain order. @interface */
export type SinchEvent = z.infer<typeof event>;

/**
 * Makes sure that a webhook is Sinch's, and reads it. Without the secret nobody can make a signature
 * that fits; a body that was changed on the way does not fit either.
 * Source: Sinch Numbers API, callbacks: `X-Sinch-Signature` is the lower-case hex HMAC-SHA1 of the raw body.
 * @throws {LeaseError} `bad-input` with the field `secret` (empty), `signature` (missing, or of another body or
 * secret: answer such a request with 401 or 403) or `rawBody` (Sinch's, and yet no event).
 */
export async function verifySinchWebhook(webhook: SinchWebhook): Promise<SinchEvent> {
  requireObject(webhook, "webhook", "The webhook has to be an object.");
  refuseUnknown(webhook, ["secret", "signature", "rawBody"]);
  const { secret, signature, rawBody } = webhook;
  // Everybody can sign with an empty secret.
  const key = requireKey(typeof secret === "string" ? secret : "", "secret");
  const body = bytesOf(rawBody);
  const tags = /^[0-9a-f]{40}$/.test(signature ?? "") ? [signature ?? ""] : [];
  if (!(await isSigned({ secret: key, hash: "SHA-1", tags }, body)))
    throw badInput("signature", "The webhook does not bear the signature of this secret.");
  const parsed = event.safeParse(jsonIn(body));
  if (!parsed.success) throw badInput("rawBody", "The webhook's body is no event of Sinch's.");
  return parsed.data;
}

/** A time without a zone is UTC at Sinch, and local time to JavaScript. */
function utc(time: string | null | undefined): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?$/.exec(
    time ?? "",
  );
  if (!match) return null;
  const [, date, clock, zone = "Z"] = match;
  const instant = `${date}T${clock}${zone}`;
  return Number.isNaN(Date.parse(instant)) ? null : instant;
}
