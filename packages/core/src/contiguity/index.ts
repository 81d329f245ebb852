// "@leaseline/core/contiguity": Contiguity alone, as its own documentation writes it. Runs wherever `fetch` does.
export type { Unread } from "../domain/unread.js";
export { LeaseError, failureOf } from "../errors/lease-error.js";
export type { LeaseFailure } from "../errors/lease-failure.js";
export type { CallOptions, ConnectionOptions, Exchange } from "../http/api.js";
export type { ReadList } from "../http/lenient.js";
export { type Fetch, type FetchTransportOptions, fetchTransport } from "../http/fetch-transport.js";
export type { Transport } from "../http/transport.js";
export type { ContiguityClientOptions } from "../providers/contiguity/api.js";
export type {
  CallForwarding,
  CallForwardingState,
} from "../providers/contiguity/call-forwarding.js";
export { type ContiguityClient, createContiguityClient } from "../providers/contiguity/client.js";
export type {
  ConfigurationChange,
  Configure,
  FailoverChange,
  NumberConfiguration,
} from "../providers/contiguity/configuration.js";
export { Contiguity, type ContiguityOptions } from "../providers/contiguity/contiguity.js";
export type { Entitlement, Entitlements } from "../providers/contiguity/entitlements.js";
export type { CreateOptions, Leases } from "../providers/contiguity/leases.js";
export type { SentText, TextMessage, Texts } from "../providers/contiguity/messages.js";
export type { ContiguityNumber, NumberReference } from "../providers/contiguity/numbers.js";
export {
  type ContiguityProviderOptions,
  contiguityProvider,
} from "../providers/contiguity/provider.js";
export {
  type ContiguityEvent,
  type ContiguityWebhook,
  verifyContiguityWebhook,
} from "../providers/contiguity/webhooks.js";
export type { CreatedLease, TerminatedLease } from "../providers/contiguity/wire.js";
