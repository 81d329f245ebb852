import type { E164 } from "../domain/phone-number.js";
import type { SearchQuery } from "../domain/search-query.js";
import type { ProviderAccount } from "../providers/provider-account.js";

/** The functions of a test runner that the suite needs; those of vitest and of `node:test` both fit. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** How the suite gets at a provider: a server on loopback that speaks its wire protocol. */
export interface ProviderHarness {
  /** A provider's side with nothing leased and nothing going wrong. Called once for each test. */
  start(): Promise<ProviderStage>;
}

/** What can be made to happen to the next request of a kind. */
export type StagedFault =
  /** The connection is reset, and nothing was done. */
  | "reset-before-work"
  /** The connection is reset, and everything was done. */
  | "reset-after-work"
  /** Status 500 with nothing else to go by. */
  | "server-error"
  /** A web page with status 200, as from a proxy. */
  | "page"
  /** A web page with status 404, as from a proxy. */
  | "page-not-found"
  /** JSON with status 200 that has nothing of what is needed. */
  | "other-json";

/** The requests of a provider, by what they are for. */
export type StagedOperation = "search" | "quote" | "lease" | "list" | "get" | "release";

/** One provider's side, ready for one test. */
export interface ProviderStage {
  /** Over real HTTP, with credentials that are accepted. */
  readonly provider: ProviderAccount;
  /** The same, with credentials that are not. */
  readonly stranger: ProviderAccount;
  /** The same, at an address where nobody listens. */
  readonly unreachable: ProviderAccount;
  /** A number that can be leased, has a price and asks for nothing. */
  readonly leasable: E164;
  /** Finds {@link leasable} and at least two more. */
  readonly query: SearchQuery;
  /** A number that looks leasable until one tries. */
  readonly takenMeanwhile: E164;
  /** A number that is neither offered nor held. */
  readonly nobodys: E164;
  /** What must not be in any error: the credentials. */
  readonly secrets: readonly string[];
  /** Makes every request of that kind go wrong from now on. */
  fault(operation: StagedOperation, fault: StagedFault): void;
  /** Makes the account hold that many more numbers. */
  hold(count: number): readonly string[];
  /** The numbers that the account holds in truth, whatever anybody was told. */
  held(): readonly string[];
  /** How many requests to lease or release have arrived. */
  writes(): number;
  close(): Promise<void>;
}

/** Declares one test on a fresh stage, which is closed afterwards. */
export type StageTest = (name: string, body: (stage: ProviderStage) => Promise<void>) => void;
