// "@leaseline/core": every public name, by hand. Runs wherever `fetch` does; what needs Node is in "@leaseline/core/node".
export type { AccountEvent } from "./across-accounts.js";
export type { Quote } from "./agreement.js";
export type { Clock } from "./clock.js";
export type { AccountId, AccountIdentity, ProviderId } from "./domain/account.js";
export type { Lease, LeaseState, Provisioning, ProvisioningError } from "./domain/lease.js";
export {
  type Decimal,
  type Money,
  addMoney,
  compareMoney,
  formatMoney,
  multiplyMoney,
  roundUpMoney,
  sameMoney,
  toMoney,
  totalsByCurrency,
} from "./domain/money.js";
export type { Feature, NumberType, Offer } from "./domain/offer.js";
export {
  type E164,
  formatInternational,
  formatNational,
  isCountry,
  listCountries,
  toE164,
} from "./domain/phone-number.js";
export { type TypedNumber, readPhoneNumber } from "./domain/typed-number.js";
export { type Price, costOver, formatRecurring, monthlyCost, samePrice } from "./domain/price.js";
export type { Requirement } from "./domain/requirement.js";
export type { SearchQuery } from "./domain/search-query.js";
export type { Unread } from "./domain/unread.js";
export { type SpendCap, type SpendRefusal, spendRefusal } from "./domain/spending.js";
export {
  type FailureDescription,
  describeFailure,
  failureSentence,
} from "./errors/describe-failure.js";
export { LeaseError, failureOf } from "./errors/lease-error.js";
export {
  type LeaseFailure,
  type LedgerProblem,
  type NotSentReason,
  type Unclear,
  type UnclearReason,
  spentBy,
} from "./errors/lease-failure.js";
export type { Exchange } from "./http/api.js";
export { type Fetch, fetchTransport } from "./http/fetch-transport.js";
export type { Effect } from "./http/send.js";
export { maskNumber, redact } from "./http/redact.js";
export {
  type Transport,
  type TransportBody,
  type TransportRequest,
  type TransportResponse,
  NotSentError,
} from "./http/transport.js";
export {
  type LeaseClient,
  type LeaseClientOptions,
  type LeaseConsent,
  createLeaseClient,
} from "./lease-client.js";
export type {
  Claim,
  KnownLease,
  KnownLeases,
  Ledger,
  LedgerAccount,
  LedgerNotice,
  ListOwner,
  OperationFilter,
  Standable,
  Standing,
} from "./ledger/ledger.js";
export { memoryLedger } from "./ledger/memory-ledger.js";
export { type MemoryRecords, memoryRecords } from "./ledger/memory-store.js";
export { createLedger } from "./ledger/rules.js";
export type {
  Cost,
  LeaseRecord,
  LedgerRecords,
  LedgerStore,
  LedgerView,
  ListRecord,
} from "./ledger/store.js";
export {
  type Operation,
  type OperationEntry,
  type OperationEvent,
  type OperationState,
  type Wish,
  advance,
  isOpen,
  openStates,
  replay,
} from "./ledger/operation.js";
export type { Settled } from "./operations/settled.js";
export type { ReconcileTiming } from "./operations/reconcile.js";
export type { Sweep } from "./sweep.js";
export type { ContiguityClientOptions } from "./providers/contiguity/api.js";
export type {
  CallForwarding,
  CallForwardingState,
} from "./providers/contiguity/call-forwarding.js";
export { type ContiguityClient, createContiguityClient } from "./providers/contiguity/client.js";
export type {
  ConfigurationWish,
  FailoverWish,
  NumberConfiguration,
} from "./providers/contiguity/configuration.js";
export type { Entitlement, Entitlements } from "./providers/contiguity/entitlements.js";
export type { SentText, TextMessage, Texts } from "./providers/contiguity/messages.js";
export type { ContiguityNumber, NumberReference } from "./providers/contiguity/numbers.js";
export { contiguityProvider } from "./providers/contiguity/provider.js";
export {
  type ContiguityEvent,
  type ContiguityWebhook,
  verifyContiguityWebhook,
} from "./providers/contiguity/webhooks.js";
export type { CreatedLease, TerminatedLease } from "./providers/contiguity/wire.js";
export type {
  LeaseOptions,
  LeaseOutcome,
  LeasePage,
  OfferPage,
  OrderProgress,
  Outcome,
  Ownership,
  Prepared,
  ProviderAccount,
  ProviderCapabilities,
  ReadOptions,
  ReleaseOutcome,
  SearchFilter,
} from "./providers/provider-account.js";
export type { CallbackSettings } from "./providers/sinch/callback-configuration.js";
export type { SmsConfiguration, VoiceConfiguration } from "./providers/sinch/configuration.js";
export type {
  EmergencyAddress,
  EmergencyAddressRequest,
  ValidatedAddress,
} from "./providers/sinch/emergency-address-requests.js";
export type { NumberOrderRequest } from "./providers/sinch/number-order-requests.js";
export type {
  NumberOrder,
  NumberRequirements,
  Registration,
  RequiredAttachment,
} from "./providers/sinch/number-order-wire.js";
export type { Attachment } from "./providers/sinch/order-attachments.js";
export type { AvailableRegion } from "./providers/sinch/regions.js";
export {
  type SinchClient,
  type SinchClientOptions,
  createSinchClient,
} from "./providers/sinch/client.js";
export type { OrderPolicy } from "./providers/sinch/lease-route.js";
export { type SinchProviderOptions, sinchProvider } from "./providers/sinch/provider.js";
export type {
  ActiveNumbersQuery,
  AvailableNumbersQuery,
  NumberChanges,
  NumberPattern,
  RentOptions,
  SinchCapability,
  SinchNumberType,
} from "./providers/sinch/requests.js";
export {
  type SinchEvent,
  type SinchWebhook,
  verifySinchWebhook,
} from "./providers/sinch/webhooks.js";
export type { ActiveNumber, AvailableNumber } from "./providers/sinch/wire.js";
