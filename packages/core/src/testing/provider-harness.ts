import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { SearchQuery } from "../domain/search-query.js";
import type { ProviderAccount } from "../providers/provider-account.js";

/** The functions of a test runner that the suite needs; those of vitest and of `node:test` both fit. */
export interface TestRunner {
  /** Groups the tests that `body` declares. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** Declares a test, which fails when `body` rejects. */
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
  /** Status 429, which asks to be sent again at once. */
  | "rate-limited"
  /** Status 307 to the same place. */
  | "redirect"
  /** A web page with status 200, as from a proxy. */
  | "page"
  /** A web page with status 404, as from a proxy. */
  | "page-not-found"
  /** JSON with status 404 that a gateway has made: `{"message":"Not Found","status":404}`. */
  | "gateway-not-found"
  /** Status 404 in the provider's general form, without what only the provider puts into it. */
  | "unmarked-not-found"
  /** JSON with status 200 that has nothing of what is needed. */
  | "other-json"
  /** A success without a body, as the provider itself gives none: status 204 mostly. Everything was done. */
  | "empty-after-work";

/** Those that say nothing of what was asked. */
export const unclearFaults = [
  "server-error",
  "rate-limited",
  "redirect",
  "page",
  "page-not-found",
  "gateway-not-found",
  "unmarked-not-found",
  "other-json",
] as const satisfies readonly StagedFault[];

/** What can be odd about the provider's own answers, in the fields that they have. */
export type StagedOddity =
  /** It is of {@link ProviderStage.nobodys}. */
  | "other-number"
  /** An error in the provider's own form beside all that a success has. */
  | "error-beside"
  /** A list without one of its numbers, and with the count that it has with it. */
  | "hidden-number"
  /** Every lease has ended, as a list or a read may go on telling. */
  | "ended"
  /** An order is refused, or has failed. */
  | "order-refused"
  /** An order is in a state that nobody knows. */
  | "order-in-new-state"
  /** An order is said to be carried out. */
  | "order-done"
  /** One element more in a list, whose number is 72345. */
  | "short-number"
  /** One element more in a list, which is null. */
  | "null-element"
  /** Every currency in small letters. */
  | "small-currency"
  /** Every country left out. */
  | "no-country"
  /** Every country as USA. */
  | "three-letter-country"
  /** Every price left out, or null. */
  | "no-price"
  /** Every currency left out. */
  | "no-currency"
  /** The state of every lease in a word that nobody knows. */
  | "new-state"
  /** A time of every lease as {@link timeWithoutZone}. */
  | "no-zone"
  /** The answer to a lease says that the number is not held. */
  | "denied"
  /** The answer to a release says that the lease goes on. */
  | "still-active";

/** A time as some providers write it: whose it is, nobody can tell. */
export const timeWithoutZone = "2030-01-02T03:04:05";

/** The requests of a provider, by what they are for; `order` is one order's, `orders` those that search for one. */
export type StagedOperation =
  | "search"
  | "quote"
  | "lease"
  | "list"
  | "get"
  | "release"
  | "order"
  | "orders";

/** One provider's side, ready for one test. */
export interface ProviderStage {
  /** Over real HTTP, with credentials that are accepted. */
  readonly provider: ProviderAccount;
  /** The same account by another name, made again. */
  readonly again: ProviderAccount;
  /** The same, with credentials that are not. */
  readonly stranger: ProviderAccount;
  /** The same, at an address where nobody listens. */
  readonly unreachable: ProviderAccount;
  /** A number that can be leased, has a price and asks for nothing. */
  readonly leasable: E164;
  /** What {@link leasable} costs in truth. */
  readonly price: Price;
  /** Finds {@link leasable} and at least two more. */
  readonly query: SearchQuery;
  /** A number that looks leasable until one tries. */
  readonly takenMeanwhile: E164;
  /** A number that is neither offered nor held. */
  readonly nobodys: E164;
  /** An id of the form that leases have, and of none of them. */
  readonly nobodysId: string;
  /** What must not be in any error: the credentials. */
  readonly secrets: readonly string[];
  /**
   * Makes every request of that kind go wrong from now on.
   * @param after - how many of them go well first; none when left out.
   */
  fault(operation: StagedOperation, fault: StagedFault, after?: number): void;
  /**
   * Makes every answer to requests of that kind odd from now on.
   * @returns false where the provider has no such field.
   */
  odd(operation: StagedOperation, oddity: StagedOddity): boolean;
  /** Where leases are ordered: carries out every order that was accepted so far. */
  readonly fulfil?: () => void;
  /** Where lists have pages: none is longer than that from now on. */
  readonly shortenPages?: (longest: number) => void;
  /** Where tokens are used: none that was given out so far is good any more, and nobody says that it has ended. */
  readonly revokeTokens?: () => void;
  /** How many requests have arrived, those for tokens included. */
  requests(): number;
  /** Makes the account hold that many more numbers: one that {@link leasable} is a part of, where reads match parts. */
  hold(count: number): readonly string[];
  /** The numbers that the account holds in truth, whatever anybody was told. */
  held(): readonly string[];
  /** How many requests to lease or release have arrived. */
  writes(): number;
  /** Stops the server. Called once, after the test. */
  close(): Promise<void>;
}

/** Declares one test on a fresh stage, which is closed afterwards. */
export type StageTest = (name: string, body: (stage: ProviderStage) => Promise<void>) => void;
