import { type AccountEvent, acrossAccounts } from "./across-accounts.js";
import type { AccountId } from "./domain/account.js";
import type { Lease } from "./domain/lease.js";
import type { Offer } from "./domain/offer.js";
import type { E164 } from "./domain/phone-number.js";
import { type Price, samePrice } from "./domain/price.js";
import { type SearchQuery, searchQueryProblem } from "./domain/search-query.js";
import { LeaseError } from "./errors/lease-error.js";
import type { Ledger } from "./ledger/ledger.js";
import { memoryLedger } from "./ledger/memory-ledger.js";
import { type Settled, runOperation } from "./operations.js";
import type {
  LeaseOptions,
  LeaseProvider,
  Ownership,
  ReadOptions,
} from "./providers/lease-provider.js";

export interface LeaseClientOptions {
  /** Made by {@link contiguityProvider} and {@link sinchProvider}; every account's id once. */
  readonly accounts: readonly LeaseProvider[];
  /** Where operations are written down; in memory when left out. */
  readonly ledger?: Ledger | undefined;
  readonly clock?: Clock | undefined;
}

export interface Clock {
  /** Milliseconds that only ever grow; not the time of day. */
  monotonicMs(): number;
}

/** A price that a person can agree to. Spent on within ten minutes, or asked for again. */
export interface Quote {
  readonly account: AccountId;
  readonly number: E164;
  readonly price: Price;
  readonly offer: Offer;
  /** On the client's monotonic clock. */
  readonly quotedAtMs: number;
}

/** Numbers of many accounts. Every method throws {@link LeaseError} only. */
export interface LeaseClient {
  readonly accounts: readonly LeaseProvider[];
  /** Offers of all accounts, or of `query.accounts`, as they come. @throws {LeaseError} `bad-input`. */
  search(query: SearchQuery, options?: ReadOptions): AsyncIterable<AccountEvent<Offer>>;
  /**
   * The number with its price as it is now.
   * @throws {LeaseError} `number-taken`, `price-unknown`, `requirements-missing`, or what a read can throw.
   */
  quote(account: AccountId, number: E164, options?: ReadOptions): Promise<Quote>;
  /**
   * Leases one number. The provider starts charging for it. Reads the price again, then sends one
   * request, which is never repeated.
   * @param quote - its price is what the person agreed to.
   * @returns `unknown` when no clear answer came: the number may be leased, and may be charged for.
   * @throws {LeaseError} `bad-input`, `price-changed`, `quote-expired`, `number-taken`, `unauthorized`, `forbidden`,
   * `insufficient-funds`, `requirements-missing`, `in-progress`, `rejected`, `not-sent`: nothing was spent.
   */
  lease(quote: Quote, options?: LeaseOptions & ReadOptions): Promise<Settled>;
  /** What every account holds, as it comes. */
  list(options?: ReadOptions): AsyncIterable<AccountEvent<Lease>>;
  /** Whether the account holds the number. */
  get(account: AccountId, number: E164, options?: ReadOptions): Promise<Ownership>;
  /**
   * Releases one number. Sends one request, which is never repeated, and cannot be undone.
   * @returns the lease as it is afterwards, or `unknown` when no clear answer came.
   * @throws {LeaseError} `not-leased`, `unauthorized`, `forbidden`, `in-progress`, `rejected`, `not-sent`.
   */
  release(lease: Lease, options?: ReadOptions): Promise<Settled>;
}

const quoteLifetimeMs = 10 * 60_000;

/** Puts accounts together. Sends nothing by itself. @throws {LeaseError} `bad-input` when an account's id occurs twice. */
export function createLeaseClient({
  accounts,
  ledger = memoryLedger(),
  clock = systemClock,
}: LeaseClientOptions): LeaseClient {
  const byId = new Map(accounts.map((account) => [account.account, account]));
  if (byId.size !== accounts.length) throw badInput("accounts", "Two accounts have the same id.");

  const accountOf = (id: AccountId) => {
    const found = byId.get(id);
    if (!found) throw badInput("account", "There is no such account.");
    return found;
  };

  const quote: LeaseClient["quote"] = async (account, number, options) => {
    const offer = await accountOf(account).quote(number, options);
    return { account, number, price: agreeable(offer), offer, quotedAtMs: clock.monotonicMs() };
  };

  return {
    accounts,
    search: (query, options) => {
      const problem = searchQueryProblem(query);
      if (problem) throw badInput(problem.field, problem.reason);
      const asked = query.accounts ? [...new Set(query.accounts)].map(accountOf) : accounts;
      return acrossAccounts(asked, (account) => account.search(query, options));
    },
    quote,
    lease: async (agreed, { connect, signal } = {}) => {
      if (clock.monotonicMs() - agreed.quotedAtMs > quoteLifetimeMs)
        throw new LeaseError({ kind: "quote-expired" });
      const provider = accountOf(agreed.account);
      checkConnections(provider, connect);
      return runOperation(
        { kind: "lease", account: agreed.account, number: agreed.number },
        { ledger, provider, signal },
        async () => {
          const { price, offer } = await quote(agreed.account, agreed.number, { signal });
          if (!samePrice(price, agreed.price)) {
            throw new LeaseError({ kind: "price-changed", quoted: agreed.price, current: price });
          }
          return () => provider.lease(offer, { connect });
        },
      );
    },
    list: (options) => acrossAccounts(accounts, (account) => account.list(options)),
    get: async (account, number, options) => accountOf(account).get(number, options),
    release: async (lease, { signal } = {}) => {
      const provider = accountOf(lease.account);
      return runOperation(
        { kind: "release", account: lease.account, number: lease.number },
        { ledger, provider, signal },
        () => Promise.resolve(() => provider.release(lease)),
      );
    },
  };
}

/** A wish that the provider cannot fulfil must not be dropped in silence. @throws {LeaseError} `bad-input`. */
function checkConnections(
  { capabilities }: LeaseProvider,
  connect: LeaseOptions["connect"] = {},
): void {
  for (const [feature, id] of Object.entries(connect)) {
    const possible = capabilities.connections.some((one) => one.feature === feature);
    if (id === undefined || (possible && id !== "")) continue;
    throw badInput(
      "connect",
      possible
        ? `The id to connect ${feature} to is empty.`
        : `A new number of this provider cannot be connected to anything for ${feature}.`,
    );
  }
}

/** The price of an offer that can be agreed to. */
function agreeable(offer: Offer): Price {
  if (!offer.leasable) throw new LeaseError({ kind: "number-taken" });
  const documents =
    offer.requirements === "unknown"
      ? []
      : offer.requirements.filter(({ kind }) => kind === "documents");
  if (documents.length > 0)
    throw new LeaseError({ kind: "requirements-missing", requirements: documents });
  const { price } = offer;
  if (!price?.recurring || !price.setup) throw new LeaseError({ kind: "price-unknown" });
  return price;
}

function badInput(field: string, reason: string): LeaseError {
  return new LeaseError({ kind: "bad-input", field, reason });
}

const systemClock: Clock = { monotonicMs: () => performance.now() };
