import { whileAwake } from "../clock.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";
import { pagesWithin } from "./pages-within.js";
import { type Patience, within } from "./within.js";

/**
 * The same account with a time limit on every read: on each page of a list or a search, and on all pages together. An
 * adapter may come from anybody, and one that never answers must not hold up the others. A caller who stops waiting is
 * released at once. Writes have no limit here, since nobody may be told that one has failed.
 */
export function answeringWithin(account: ProviderAccount, patience: Patience): ProviderAccount {
  const { provider, name, identity, capabilities, filters } = account;
  const { countries, connectionTargets, relabel, follow, findOrder } = account;
  const read = <Result>(
    options: ReadOptions | undefined,
    work: (options: ReadOptions) => Promise<Result>,
  ): Promise<Result> => whileAwake(within(patience, options?.signal, work));
  const pages = <Page extends object>(
    options: ReadOptions | undefined,
    ask: (options: ReadOptions) => AsyncIterable<Page>,
  ): AsyncIterable<Page> => pagesWithin(patience, options?.signal, ask);
  return {
    provider,
    name,
    account: account.account,
    identity,
    capabilities,
    filters,
    verify: (options) => read(options, (bounded) => account.verify(bounded)),
    search: (query, options) => pages(options, (bounded) => account.search(query, bounded)),
    quote: (number, options) => read(options, (bounded) => account.quote(number, bounded)),
    list: (options) => pages(options, (bounded) => account.list(bounded)),
    get: (number, options) => read(options, (bounded) => account.get(number, bounded)),
    prepareLease: (offer, options) =>
      read(options, (bounded) => account.prepareLease(offer, { ...options, ...bounded })),
    prepareRelease: (lease, options) =>
      read(options, (bounded) => account.prepareRelease(lease, bounded)),
    ...(countries && {
      countries: (options) => read(options, (bounded) => countries.call(account, bounded)),
    }),
    ...(connectionTargets && {
      connectionTargets: (options) =>
        read(options, (bounded) => connectionTargets.call(account, bounded)),
    }),
    ...(relabel && {
      relabel: (number, label, options) =>
        read(options, (bounded) => relabel.call(account, number, label, bounded)),
    }),
    ...(follow && {
      follow: (order, number, options) =>
        read(options, (bounded) => follow.call(account, order, number, bounded)),
    }),
    ...(findOrder && {
      findOrder: (number, options) =>
        read(options, (bounded) => findOrder.call(account, number, bounded)),
    }),
  };
}
