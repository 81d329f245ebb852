// "@leaseline/core": every public name, by hand. Runs wherever `fetch` does; what needs Node is in "@leaseline/core/node",
// and what only one provider has is in an entry of its own.
export type { AbandonOptions } from "./client/abandon.js";
export type { AccountEvent } from "./client/across-accounts.js";
export { createLeaseClient } from "./client/create-lease-client.js";
export { type DistinctAccounts, distinctAccounts } from "./client/distinct-accounts.js";
export type { ConnectedAccount, LeaseClientOptions } from "./client/client-options.js";
export type { Keyed, LeaseClient, Wanted } from "./client/lease-client.js";
export { type LeaseConsent, type Quote, checkConnections, countedPrice } from "./client/quote.js";
export type { Sweep } from "./client/sweep.js";
export type { WayOut } from "./client/ways-out.js";
export type { Clock } from "./clock.js";
export {
  type AccountId,
  type AccountIdentity,
  type ProviderId,
  providerOf,
} from "./domain/account.js";
export {
  type Lease,
  type LeaseState,
  type Provisioning,
  type ProvisioningError,
  isChargedAgain,
} from "./domain/lease.js";
export {
  type Decimal,
  type Money,
  addMoney,
  compareMoney,
  formatLimit,
  formatMoney,
  multiplyMoney,
  roundUpMoney,
  sameMoney,
  toMoney,
  totalsByCurrency,
} from "./domain/money.js";
export { readMoney } from "./domain/money.js";
export type { Feature, NumberType, Offer } from "./domain/offer.js";
export {
  type E164,
  countryOf,
  formatInternational,
  formatNational,
  isCountry,
  listCountries,
  toE164,
} from "./domain/phone-number.js";
export { type TypedNumber, readPhoneNumber } from "./domain/typed-number.js";
export {
  type Price,
  comparePrices,
  costOver,
  dearer,
  formatRecurring,
  samePrice,
} from "./domain/price.js";
export type { Requirement } from "./domain/offer.js";
export type { SearchQuery } from "./domain/search-query.js";
export {
  type Reason,
  type Template,
  type Translate,
  phrase,
  reasonWith,
  sayReason,
  untranslated,
} from "./domain/translate.js";
export type { Unread } from "./domain/unread.js";
export {
  type SpendCap,
  type SpendGap,
  type Spending,
  type SpendRefusal,
  type UnpricedNumber,
  lastKnownPrice,
  monthlyCharge,
  monthlyTotals,
  spendRefusal,
} from "./domain/spending.js";
export { describeFailure, failureSentence } from "./errors/describe-failure.js";
export type { FailureDescription } from "./errors/plain-failures.js";
export { inDoubt } from "./errors/in-doubt.js";
export { LeaseError, failureOf } from "./errors/lease-error.js";
export {
  type LeaseFailure,
  type InTheWay,
  type Unclear,
  saysRecordLost,
  spentBy,
} from "./errors/lease-failure.js";
export type { LedgerProblem } from "./errors/ledger-problem.js";
export type { NotSentReason, UnclearReason } from "./errors/reasons.js";
export type { ConnectionOptions, Exchange } from "./http/api.js";
export type { ReadList } from "./http/lenient.js";
export { isLoopback } from "./http/loopback.js";
export { type Fetch, type FetchTransportOptions, fetchTransport } from "./http/fetch-transport.js";
export {
  type ConnectionAhead,
  type Effect,
  type ResponseHeaders,
  type Transport,
  type TransportBody,
  type TransportRequest,
  type TransportResponse,
  NotSentError,
} from "./http/transport.js";
export type { Claim, ComparedRequest, Standing } from "./ledger/claim.js";
export type {
  KnownLease,
  KnownLeases,
  Ledger,
  LedgerAccount,
  ListOwner,
  NoteChanges,
  NumberNote,
  OperationFilter,
} from "./ledger/ledger.js";
export { inTheWay, notConnected } from "./ledger/in-the-way.js";
export type { LeftBehind } from "./ledger/left-behind.js";
export { type Moved, MovedLedger } from "./ledger/moved.js";
export type { SendWindow } from "./ledger/send-window.js";
export type { LedgerAbout, LedgerNotice, LedgerSession, LedgerStatus } from "./ledger/status.js";
export { memoryLedger } from "./ledger/memory-ledger.js";
export { type MemoryRecords, memoryRecords } from "./ledger/memory-records.js";
export { createLedger } from "./ledger/rules.js";
export type {
  Booking,
  Cost,
  KeptKey,
  LeaseRecord,
  LedgerRecords,
  LedgerStore,
  LedgerView,
  ListRecord,
  RecordedOperation,
} from "./ledger/store.js";
export {
  type Operation,
  type OperationEntry,
  type OperationEvent,
  type OperationState,
  type OperationRequest,
  advance,
  isOpen,
  openStates,
} from "./ledger/operation.js";
export type { OperationResult } from "./operations/operation-result.js";
export type { Timing } from "./operations/timing.js";
export { providers } from "./providers/all.js";
export { namedIn } from "./providers/check-named.js";
export type {
  ConnectionTarget,
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
export type {
  IdentifyingKey,
  KeyField,
  NamedTexts,
  ProviderAddress,
  ProviderDescriptor,
  SharedOptions,
  Snippet,
} from "./providers/provider-descriptor.js";
export { redact } from "./providers/redact.js";
export { type FailedFeature, type Words, createWords } from "./words/create-words.js";
