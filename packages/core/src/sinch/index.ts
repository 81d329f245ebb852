// "@leaseline/core/sinch": Sinch alone, as its own documentation writes it. Runs wherever `fetch` does.
export type { Unread } from "../domain/unread.js";
export { LeaseError, failureOf } from "../errors/lease-error.js";
export type { LeaseFailure } from "../errors/lease-failure.js";
export type { CallOptions, ConnectionOptions, Exchange } from "../http/api.js";
export { type Fetch, type FetchTransportOptions, fetchTransport } from "../http/fetch-transport.js";
export type { ReadList } from "../http/lenient.js";
export type { UploadFile } from "../http/multipart.js";
export type { Transport } from "../http/transport.js";
export type { ActiveNumbers } from "../providers/sinch/active-numbers.js";
export type { AvailableNumbers } from "../providers/sinch/available-numbers.js";
export type {
  CallbackConfiguration,
  CallbackSettings,
} from "../providers/sinch/callback-configuration.js";
export { type SinchClient, createSinchClient } from "../providers/sinch/client.js";
export type {
  Configurations,
  SmsConfiguration,
  VoiceConfiguration,
} from "../providers/sinch/configuration.js";
export type { SinchClientOptions } from "../providers/sinch/api.js";
export type { EmergencyAddresses } from "../providers/sinch/emergency-address.js";
export type {
  EmergencyAddress,
  EmergencyAddressRequest,
  ValidatedAddress,
} from "../providers/sinch/emergency-address-requests.js";
export {
  type LeaseRoute,
  type OrderPolicy,
  type RouteOptions,
  type RouteQuestion,
  findLeaseRoute,
} from "../providers/sinch/lease-route.js";
export type {
  NumberOrderRequest,
  OrderVoiceConfiguration,
  RequirementsQuery,
} from "../providers/sinch/number-order-requests.js";
export type {
  NumberOrder,
  NumberRequirements,
  Registration,
  RequiredAttachment,
} from "../providers/sinch/number-order-wire.js";
export type { NumberOrders } from "../providers/sinch/number-orders.js";
export type { Attachment, OrderAttachments } from "../providers/sinch/order-attachments.js";
export { type SinchProviderOptions, sinchProvider } from "../providers/sinch/provider.js";
export { describeProvisioningError } from "../providers/sinch/provisioning-errors.js";
export type { AvailableRegion, AvailableRegions } from "../providers/sinch/regions.js";
export type {
  ActiveNumbersQuery,
  AvailableNumbersQuery,
  NumberChanges,
  NumberPattern,
  RentOptions,
  SinchCapability,
  SinchNumberType,
} from "../providers/sinch/requests.js";
export {
  type SinchEvent,
  type SinchWebhook,
  verifySinchWebhook,
} from "../providers/sinch/webhooks.js";
export type { ActiveNumber, AvailableNumber } from "../providers/sinch/wire.js";
