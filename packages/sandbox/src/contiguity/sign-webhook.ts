import { createHmac } from "node:crypto";
import { contiguityWebhookSecret } from "./credentials.js";

/** An event to be signed: any fields, beside what it is. */
export type WebhookEvent = { readonly type: string; readonly [field: string]: unknown };

/** What arrives at a webhook. */
export type SignedWebhook = {
  /** Exactly what is signed. */
  readonly rawBody: string;
  /** For the header `Contiguity-Signature`. */
  readonly signature: string;
};

/** Signs an event as Contiguity does; what an event always has and this one lacks is added. */
export function signWebhook(event: WebhookEvent, nowMs: number): SignedWebhook {
  const seconds = Math.floor(nowMs / 1000);
  const rawBody = JSON.stringify({
    id: `evt_sandbox${nowMs.toString(36)}`,
    timestamp: seconds,
    api_version: "v2026.8.2",
    ...event,
  });
  const tag = createHmac("sha256", contiguityWebhookSecret)
    .update(`${seconds}.${rawBody}`)
    .digest("hex");
  return { rawBody, signature: `t=${seconds},v1=${tag}` };
}
