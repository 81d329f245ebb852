// What tests need of Sinch's part by itself.
export type { SinchCapability, SinchNumberType, SinchOffer } from "./offer.js";
export { signSinchWebhook } from "./webhook.js";
