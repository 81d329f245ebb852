import { type AccountEvent, acrossAccounts } from "./across-accounts.js";
import {
  type Quote,
  badInput,
  finder,
  known,
  checkConnections,
  heldAs,
  isWhole,
  leasable,
  sameQuote,
  wishFor,
} from "./agreement.js";
import { type Clock, systemClock } from "./clock.js";
import type { AccountId, AccountIdentity } from "./domain/account.js";
import type { Lease } from "./domain/lease.js";
import type { Money } from "./domain/money.js";
import type { Offer } from "./domain/offer.js";
import type { E164 } from "./domain/phone-number.js";
import { type SearchQuery, searchQueryProblem } from "./domain/search-query.js";
import type { SpendCap } from "./domain/spending.js";
import { LeaseError } from "./errors/lease-error.js";
import type { Ledger, OperationFilter } from "./ledger/ledger.js";
import { memoryLedger } from "./ledger/memory-ledger.js";
import { type Operation, type Wish, openStates } from "./ledger/operation.js";
import { leasesOf, offersOf } from "./pages.js";
import { abandon } from "./operations/abandon.js";
import { runOperation } from "./operations/run-operation.js";
import type {
  LeaseOptions,
  LeaseOutcome,
  ProviderAccount,
  Ownership,
  Prepared,
  ReadOptions,
  ReleaseOutcome,
} from "./providers/provider-account.js";
import { type ReconcileTiming, createReconciler, defaultTiming } from "./operations/reconcile.js";
import type { Settled } from "./operations/settled.js";
import { type Sweep, allListed, sweepThrough, takingIn } from "./sweep.js";
import { workOn } from "./operations/work.js";
import { watchLease } from "./watch.js";

export interface LeaseClientOptions {
  /** Made by {@link contiguityProvider} and {@link sinchProvider}; every account's id once. */
  readonly accounts: readonly ProviderAccount[];
  /** Where operations are written down; in memory when left out, which lasts as long as the program. */
  readonly ledger?: Ledger | undefined;
  /** What may be spent at most; no limit when left out. */
  readonly caps?: readonly SpendCap[] | undefined;
  readonly clock?: Clock | undefined;
  readonly timing?: ReconcileTiming | undefined;
}

/** What a person has agreed to beside the price. */
export interface LeaseConsent {
  /** To lease a number although the provider does not say what it costs. */
  readonly unknownPrice?: boolean | undefined;
}

/** Numbers of many accounts. Every method throws {@link LeaseError} only. */
export interface LeaseClient {
  readonly accounts: readonly ProviderAccount[];
  /** Offers of all accounts, or of `query.accounts`, as they come. @throws {LeaseError} `bad-input`. */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<AccountEvent<Offer>>;
  /**
   * The number with its price as it is now.
   * @throws {LeaseError} `number-taken`, `requirements-missing`, or what a read can throw.
   */
  quote(account: AccountId, number: E164, options?: ReadOptions): Promise<Quote>;
  /**
   * Leases one number. The provider starts charging for it. Reads the price again, reserves it, then sends
   * one request, which is never repeated. A number that is being leased already, or has been by another
   * window since the quote, is not leased again: the call is told what becomes of that.
   * @param quote - its price is what the person agreed to.
   * @param options - the signal stops the waiting, and what has not been sent; never what has.
   * @returns `unknown` when no clear answer came: the number may be leased, and may be charged for. It is
   * looked up in the background: see {@link LeaseClient.onChange} and {@link LeaseClient.reconcile}.
   * @throws {LeaseError} `bad-input`, `price-changed`, `price-unknown`, `quote-expired`, `over-cap`, `number-taken`,
   * `unauthorized`, `forbidden`, `insufficient-funds`, `requirements-missing`, `in-progress`, `rejected`, `not-sent`,
   * `ledger-unavailable`, or what a read can throw, as the price is read once more: nothing was spent.
   */
  lease(quote: Quote, options?: LeaseOptions & LeaseConsent & ReadOptions): Promise<Settled>;
  /** What every account holds, as it comes. A list that is complete is kept in the ledger. */
  list(options?: ReadOptions): AsyncIterable<AccountEvent<Lease>>;
  /** Whether the account holds the number. */
  get(account: AccountId, number: E164, options?: ReadOptions): Promise<Ownership>;
  /** The lease as it is, then whenever it has changed, until it is set up, failed or gone. @throws {LeaseError} */
  watch(lease: Pick<Lease, "account" | "number">, options?: ReadOptions): AsyncIterable<Lease>;
  /**
   * Releases one number. Sends one request, which is never repeated, and cannot be undone.
   * @param options - `confirm`: the number's last four digits, as the person typed them.
   * @returns the lease as it is afterwards, or `unknown` when no clear answer came.
   * @throws {LeaseError} `bad-input`, `not-leased`, `lease-changed`, `unauthorized`, `forbidden`, `in-progress`,
   * `rejected`, `not-sent`, `ledger-unavailable`: the number is as it was.
   */
  release(lease: Lease, options: { readonly confirm: string } & ReadOptions): Promise<Settled>;
  /** What has been done, newest first, as the ledger has it. */
  operations(filter?: OperationFilter): Promise<readonly Operation[]>;
  /**
   * Takes up every operation that is not settled: those of processes that have ended, too. Reads only.
   * @param options - the signal ends the asking; what is not settled by then is taken up the next time.
   * @returns them as they are when all are settled, need a person, or are in the hands of another process.
   */
  reconcile(options?: ReadOptions): Promise<readonly Operation[]>;
  /** Reads everything that the accounts hold, and finds what was leased and is not known of. */
  sweep(options?: ReadOptions): Promise<Sweep>;
  /** Ends the asking about an operation that nobody can settle, and frees its number. Its lease may be charged for. */
  abandon(operationId: string): Promise<Operation>;
  /** What all numbers cost a month, reservations included, one total for each currency. */
  spending(): Promise<readonly Money[]>;
  /** Told of every step of an operation in this process, whichever client of the ledger takes it. @returns what ends it. */
  onChange(listener: (operation: Operation) => void): () => void;
}

const quoteLifetimeMs = 10 * 60_000;
const open = { states: openStates };

/** Puts accounts together. Sends nothing by itself. @throws {LeaseError} `bad-input` when an account's id occurs twice. */
export function createLeaseClient({
  accounts,
  ledger = memoryLedger(),
  caps = [],
  clock = systemClock,
  timing = defaultTiming,
}: LeaseClientOptions): LeaseClient {
  const work = workOn(ledger, clock);
  const providerOf = finder(accounts);
  const accountOf = (id: AccountId) => known(providerOf(id));
  const identityOf = (id: AccountId) => accountOf(id).identity;
  ledger.connect(accounts);
  const identities = accounts.map(({ identity }) => identity);
  const reconciler = createReconciler({ ledger, work, timing, providerOf, identities });
  const run = (
    wish: Wish,
    signal: AbortSignal | undefined,
    prepare: () => Promise<Prepared<LeaseOutcome | ReleaseOutcome>>,
  ) => runOperation(wish, { ledger, caps, work, reconciler, readLists, signal }, prepare);
  const listing = (options?: ReadOptions, of = accounts) =>
    acrossAccounts(of, (account) => leasesOf(account.list(options)));
  const readLists = async (wanted: readonly AccountIdentity[], options?: ReadOptions) => {
    const some = accounts.filter(({ identity }) => wanted.includes(identity));
    await allListed(sweepThrough(listing(options, some), { ledger, work, identityOf }));
  };

  const quote: LeaseClient["quote"] = async (account, number, options) => {
    const offer = leasable(await accountOf(account).quote(number, options));
    return { account, number, price: offer.price, offer, quotedAtMs: clock.monotonicMs() };
  };

  return {
    accounts,
    search: (query, options) => {
      const problem = searchQueryProblem(query);
      if (problem) throw badInput(problem.field, problem.reason);
      const asked = query.accounts ? [...new Set(query.accounts)].map(accountOf) : accounts;
      return acrossAccounts(asked, (account) => offersOf(account.search(query, options)));
    },
    quote,
    lease: async (agreed, { connect, unknownPrice, signal } = {}) => {
      if (clock.monotonicMs() - agreed.quotedAtMs > quoteLifetimeMs)
        throw new LeaseError({ kind: "quote-expired" });
      if (!isWhole(agreed.price) && !unknownPrice) throw new LeaseError({ kind: "price-unknown" });
      const { account, number } = agreed;
      const provider = accountOf(account);
      checkConnections(provider, connect);
      return run(
        wishFor(provider, { kind: "lease", number, price: agreed.price, lease: null }),
        signal,
        async () => {
          const { price, offer } = await quote(account, number, { signal });
          if (!sameQuote(price, agreed.price))
            throw new LeaseError({ kind: "price-changed", quoted: agreed.price, current: price });
          return provider.prepareLease(offer, { connect, signal });
        },
      );
    },
    list: (options) => takingIn(listing(options), { ledger, work, identityOf }),
    get: async (account, number, options) => accountOf(account).get(number, options),
    watch: ({ account, number }, options) => watchLease(accountOf(account), number, clock, options),
    release: async (lease, { confirm, signal }) => {
      const { account, number } = lease;
      if (confirm !== number.slice(-4))
        throw badInput("confirm", "The last four digits of the number are not the ones typed.");
      const provider = accountOf(account);
      const wish = wishFor(provider, { kind: "release", number, price: null, lease });
      return run(wish, signal, async () => {
        const held = heldAs(lease, await provider.get(number, { signal }));
        return provider.prepareRelease(held, { signal });
      });
    },
    operations: (filter) => ledger.operations(filter),
    reconcile: async (options) =>
      Promise.all((await ledger.operations(open)).map((one) => reconciler.settle(one, options))),
    sweep: (options) => sweepThrough(listing(options), { ledger, work, identityOf }),
    abandon: (operationId) => abandon(operationId, { ledger, work }),
    spending: async () => (await ledger.spending()).running,
    onChange: (listener) => work.onChange(listener),
  };
}
