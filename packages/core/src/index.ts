// "@leaseline/core": every public name, by hand. Runs wherever `fetch` does; what needs Node is in "@leaseline/core/node".
export type { AccountEvent } from "./across-accounts.js";
export type { AccountId, ProviderId } from "./domain/account.js";
export type { Lease, LeaseState, Provisioning, ProvisioningError } from "./domain/lease.js";
export {
  type Decimal,
  type Money,
  addMoney,
  compareMoney,
  formatMoney,
  multiplyMoney,
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
  parsePhoneNumber,
  toE164,
} from "./domain/phone-number.js";
export { type Price, costOver, formatRecurring, monthlyCost, samePrice } from "./domain/price.js";
export type { Requirement } from "./domain/requirement.js";
export type { SearchQuery } from "./domain/search-query.js";
export {
  type FailureDescription,
  describeFailure,
  failureSentence,
} from "./errors/describe-failure.js";
export { LeaseError, failureOf } from "./errors/lease-error.js";
export {
  type LeaseFailure,
  type NotSentReason,
  type UnclearReason,
  spentBy,
} from "./errors/lease-failure.js";
export type { Exchange } from "./http/api.js";
export { type Fetch, fetchTransport } from "./http/fetch-transport.js";
export { maskNumber, redact } from "./http/redact.js";
export {
  type Transport,
  type TransportRequest,
  type TransportResponse,
  NotSentError,
} from "./http/transport.js";
export {
  type Clock,
  type LeaseClient,
  type LeaseClientOptions,
  type Quote,
  createLeaseClient,
} from "./lease-client.js";
export type { Claim, Ledger } from "./ledger/ledger.js";
export { memoryLedger } from "./ledger/memory-ledger.js";
export {
  type Operation,
  type OperationEvent,
  type OperationState,
  advance,
  isOpen,
} from "./ledger/operation.js";
export type { Settled } from "./operations.js";
export {
  type ContiguityClient,
  type ContiguityClientOptions,
  type ContiguityNumber,
  type NumberReference,
  createContiguityClient,
} from "./providers/contiguity/client.js";
export { contiguityProvider } from "./providers/contiguity/provider.js";
export type { CreatedLease, TerminatedLease } from "./providers/contiguity/wire.js";
export type {
  LeaseOptions,
  LeaseOutcome,
  LeaseProvider,
  OrderProgress,
  Outcome,
  Ownership,
  ProviderCapabilities,
  ReadOptions,
  ReleaseOutcome,
  SearchFilter,
} from "./providers/lease-provider.js";
export type { VoiceConfiguration } from "./providers/sinch/configuration.js";
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
export type { ActiveNumber, AvailableNumber } from "./providers/sinch/wire.js";
