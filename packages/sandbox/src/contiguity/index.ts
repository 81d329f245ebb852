// What tests need of Contiguity's part by itself.
export { contiguityWebhookSecret } from "./credentials.js";
export type { EntitlementStanding } from "./entitlement-store.js";
export type { ContiguityOffer, ContiguityRequirement } from "./offer.js";
export type { SignedWebhook, WebhookEvent } from "./sign-webhook.js";
export type { TextRecord } from "./text-store.js";
