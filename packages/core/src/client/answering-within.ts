import { whileAwake } from "../clock.js";
import type { E164 } from "../domain/phone-number.js";
import { requireSameNumber } from "../http/number-reference.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";
import { pagesWithin } from "./pages-within.js";
import { type Patience, within } from "./within.js";

/**
 * The same account with a time limit on every read: on each page of a list or a search, and on all pages together. An
 * adapter may come from anybody, and one that never answers must not hold up the others. A caller who stops waiting is
 * released at once. Writes have no limit here, since nobody may be told that one has failed. An answer about another
 * number than was asked for is none: it would be leased, or taken for the outcome.
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
    quote: (number, options) =>
      read(options, async (bounded) => about(number, await account.quote(number, bounded))),
    list: (options) => pages(options, (bounded) => account.list(bounded)),
    get: (number, options) =>
      read(options, async (bounded) => {
        const ownership = await account.get(number, bounded);
        if (ownership.kind === "owned") about(number, ownership.lease);
        return ownership;
      }),
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
        read(options, async (bounded) => {
          const progress = await follow.call(account, order, number, bounded);
          if (progress.kind === "committed") about(number, progress.lease);
          return progress;
        }),
    }),
    ...(findOrder && {
      findOrder: (number, options) =>
        read(options, (bounded) => findOrder.call(account, number, bounded)),
    }),
  };
}

/** @throws {LeaseError} `no-answer`. */
function about<Answer extends { readonly number: E164 }>(asked: E164, answer: Answer): Answer {
  requireSameNumber(answer.number, asked, "read");
  return answer;
}
