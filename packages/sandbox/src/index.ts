export { environmentLines } from "./cli/environment-lines.js";
export { startSandbox, type Sandbox, type SandboxOptions } from "./start-sandbox.js";
export type {
  Catalogue,
  ContiguityOffer,
  ContiguityRequirement,
  OfferPrice,
  Quirk,
  SinchCapability,
  SinchNumberType,
  SinchOffer,
} from "./catalogue/catalogue.js";
export { defaultCatalogue } from "./catalogue/default-catalogue.js";
export { specialNumbers } from "./catalogue/special-numbers.js";
export type { Control } from "./control/control.js";
export type { Fault } from "./control/fault.js";
export type { SignedWebhook, WebhookEvent } from "./contiguity/sign-webhook.js";
export { operationNames, type Operation, type WriteOperation } from "./server/operation.js";
export { signSinchWebhook } from "./sinch/webhook.js";
export type { EntitlementStanding } from "./state/entitlement-store.js";
export type { PriceChange } from "./state/prices.js";
export type { Charge } from "./state/balance.js";
export type { Ending, RequestRecord, WriteCount, WriteCounts } from "./state/request-log.js";
export type { TextRecord } from "./state/text-store.js";
export type { ProviderName } from "./state/world.js";
