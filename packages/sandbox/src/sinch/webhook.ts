import { createHmac } from "node:crypto";

/** The `X-Sinch-Signature` of a webhook: the lower-case hex HMAC-SHA1 of its raw body. */
export function signSinchWebhook(secret: string, rawBody: string | Uint8Array): string {
  return createHmac("sha1", secret).update(rawBody).digest("hex");
}
