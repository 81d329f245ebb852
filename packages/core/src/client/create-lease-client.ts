import { phrase } from "../domain/translate.js";
import { systemClock, whileAwake } from "../clock.js";
import type { AccountId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import { searchQueryProblem } from "../domain/search-query.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import type { OperationRequest } from "../ledger/operation.js";
import { stand } from "../operations/begin.js";
import { carryOut } from "../operations/carry-out.js";
import { type Context, createContext } from "../operations/context.js";
import { leasable, readyLease, readyRelease } from "../operations/prepare.js";
import type { OperationResult } from "../operations/operation-result.js";
import { onTrial, rehearse } from "../operations/rehearse.js";
import { defaultAnswersWithinMs, defaultTiming } from "../operations/timing.js";
import type { OfferPage, ProviderAccount } from "../providers/provider-account.js";
import { abandon } from "./abandon.js";
import { acrossAccounts } from "./across-accounts.js";
import { answeringWithin } from "./answering-within.js";
import { changes } from "./changes.js";
import { given } from "./check-given.js";
import { checkKey, checkClientOptions, checkPrice } from "./check-client-options.js";
import { createGuard } from "./guard.js";
import type { ConnectedAccount, LeaseClientOptions } from "./client-options.js";
import type { LeaseClient, Wanted } from "./lease-client.js";
import { reconcile } from "./reconcile.js";
import { ownCopy } from "./own-copy.js";
import { type Quote, checkAgreement, checkConnections } from "./quote.js";
import { listing, sweep } from "./sweep.js";
import { updateNumber } from "./update.js";
import { watchLease } from "./watch.js";
import { waysOut } from "./ways-out.js";
import { sayingWhoHolds } from "./who-holds.js";

/**
 * Puts accounts and a ledger together. Sends nothing by itself.
 * @throws {LeaseError} `bad-input` for an option that is not understood, and for one account under two names.
 */
export function createLeaseClient(options: LeaseClientOptions): LeaseClient {
  checkClientOptions(options, arguments);
  const { ledger, clock = systemClock, timing = defaultTiming } = options;
  const { unconnected, caps = [] } = ownCopy({
    unconnected: options.unconnected,
    caps: options.caps,
  });
  const { answersWithinMs: ms = defaultAnswersWithinMs } = timing;
  // As the limits of what carries requests, by the machine's own time.
  const accounts = options.accounts.map((one) => answeringWithin(one, { clock: systemClock, ms }));
  const context = createContext({ accounts, unconnected, ledger, caps, clock, timing });
  const { call, stream, plain } = createGuard(context.closing);
  const byId = new Map(accounts.map((account) => [account.account, account]));
  const connected = (id: AccountId): ProviderAccount => {
    const found = byId.get(id);
    if (!found) throw badInput("account", phrase("There is no such account."));
    return found;
  };
  const requestOf = ({ kind, account, number, key }: Wanted): OperationRequest => {
    checkKey(key);
    const { identity } = connected(account);
    return { kind, account, identity, number, key: key ?? null, price: null, lease: null };
  };
  const leasing = async <End>(
    within: Context,
    quote: Quote,
    { connect, unknownPrice, key, signal }: Parameters<LeaseClient["lease"]>[1] = {},
    toItsEnd: (...given: Parameters<typeof carryOut>) => Promise<End>,
  ): Promise<OperationResult | End> => {
    const { account, number, price } = quote;
    const provider = connected(account);
    checkConnections(provider, connect);
    const wanted = { kind: "lease", account, number, key } as const;
    // Before anything about the quote: what has been done needs no price any more.
    const before = await stand(within, requestOf(wanted), signal);
    if (before) return before;
    const reserved = checkAgreement(quote, { unknownPrice }, clock.monotonicMs());
    const preparation = readyLease(provider, { number, price }, { connect });
    return toItsEnd(within, { ...requestOf(wanted), price: reserved }, preparation, signal);
  };
  const releasing = async <End>(
    within: Context,
    lease: Lease,
    { confirm, key, signal }: Parameters<LeaseClient["release"]>[1],
    toItsEnd: (...given: Parameters<typeof carryOut>) => Promise<End>,
  ): Promise<OperationResult | End> => {
    const { account, number } = lease;
    if (confirm !== number.slice(-4))
      throw badInput(
        "confirm",
        phrase("The last four digits of the number are not the ones typed."),
      );
    const wanted = { ...requestOf({ kind: "release", account, number, key }), lease };
    return toItsEnd(within, wanted, readyRelease(connected(account), lease), signal);
  };

  return {
    accounts: accounts.map(connectedAccount),
    verify: call([given.account, given.reading], async (account, read) =>
      connected(account).verify(read),
    ),
    search: stream([given.query, given.reading], (query, { signal } = {}) => {
      const problem = searchQueryProblem(query);
      if (problem) throw new LeaseError({ kind: "bad-input", ...problem });
      const asked = query.accounts ? [...new Set(query.accounts)].map(connected) : accounts;
      return acrossAccounts(
        asked,
        (one, until) => offers(one.search(query, { signal: until })),
        signal,
      );
    }),
    countries: call(
      [given.account, given.reading],
      async (account, read) => (await connected(account).countries?.(read)) ?? null,
    ),
    connectionTargets: call(
      [given.account, given.reading],
      async (account, read) => (await connected(account).connectionTargets?.(read)) ?? [],
    ),
    standing: call([given.wanted, given.reading], async (wanted, { signal } = {}) =>
      whileAwake(stand(context, requestOf(wanted), signal)),
    ),
    quote: call([given.account, given.number, given.reading], async (account, number, read) => {
      const provider = connected(account);
      const asked = { account: provider, number, options: read };
      const offer = await sayingWhoHolds(ledger, asked, async () =>
        leasable(await provider.quote(number, read)),
      );
      return { account, number, price: offer.price, offer, quotedAtMs: clock.monotonicMs() };
    }),
    lease: call([given.quote, given.leasing], (quote, options) =>
      whileAwake(leasing(context, quote, options, carryOut)),
    ),
    rehearseLease: call([given.quote, given.leasing], (quote, options) =>
      onTrial(context, (trial) => leasing(trial, quote, options, rehearse)),
    ),
    list: stream([given.reading], (read) => listing(context, read)),
    get: call([given.account, given.number, given.reading], async (account, number, read) =>
      connected(account).get(number, read),
    ),
    watch: stream([given.held, given.reading], ({ account, number }, read) =>
      watchLease(connected(account), number, clock, read),
    ),
    release: call([given.lease, given.releasing], (lease, options) =>
      whileAwake(releasing(context, lease, options, carryOut)),
    ),
    rehearseRelease: call([given.lease, given.releasing], (lease, options) =>
      onTrial(context, (trial) => releasing(trial, lease, options, rehearse)),
    ),
    update: call(
      [given.held, given.changes, given.reading],
      async ({ account, number }, changes, read) =>
        updateNumber(context, connected(account), number, changes, read),
    ),
    notes: call([], () => ledger.notes()),
    operations: call([given.filter], (filter) => ledger.operations(filter)),
    reconcile: call([given.reading], (read) => whileAwake(reconcile(context, read))),
    waysOut: plain([given.operation], (operation) =>
      waysOut(operation, context.accountOf(operation.identity)),
    ),
    abandon: call([given.operationId, given.abandoning], (operationId, how) =>
      abandon(context, operationId, how),
    ),
    rehearseAbandon: call([given.operationId, given.abandoning], (operationId, how) =>
      onTrial(context, (trial) => abandon(trial, operationId, how)),
    ),
    sweep: call([given.reading], (read) => sweep(context, read)),
    spending: call([], () => ledger.spending()),
    statePrice: call([given.number, checkPrice], async (number, price) => {
      if (!(await ledger.statePrice(number, price)))
        throw badInput(
          "number",
          phrase(
            "The provider gives a price for this number, or no list that was read shows that it is held.",
          ),
        );
    }),
    onChange: plain([given.listener], (listener) => context.onChange(listener)),
    changes: stream([given.reading], ({ signal } = {}) => changes(context, signal)),
    close: () => context.close(),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

function connectedAccount(one: ProviderAccount): ConnectedAccount {
  const { account, provider, name, identity, capabilities, filters } = one;
  return { id: account, provider, name, identity, capabilities, filters };
}

async function* offers(pages: AsyncIterable<OfferPage>) {
  for await (const { offers: items, ...rest } of pages) yield { items, ...rest };
}
