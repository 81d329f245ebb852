import { type Clock, whileAwake } from "../clock.js";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";
import { linkedTo, untilAborted } from "../until-aborted.js";

export interface Patience {
  readonly clock: Clock;
  readonly ms: number;
}

/**
 * The same account, of which every answer comes within a time, each page of a list or a search by itself: an
 * adapter may be anybody's, and one that never answers must not hold up who asks several. Who stops waiting is let
 * go at once, too. What may cost money has no such limit here: of that, nobody may be told that it failed.
 */
export function answeringWithin(account: ProviderAccount, patience: Patience): ProviderAccount {
  const { provider, name, identity, capabilities, filters } = account;
  const { countries, connectionTargets, relabel, follow, findOrder } = account;
  const read = <Result>(
    options: ReadOptions | undefined,
    work: (options: ReadOptions) => Promise<Result>,
  ): Promise<Result> => whileAwake(within(patience, options?.signal, work));
  const pages = <Page>(
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

async function within<Result>(
  { clock, ms }: Patience,
  signal: AbortSignal | undefined,
  work: (options: ReadOptions) => Promise<Result>,
): Promise<Result> {
  const stop = linkedTo(signal);
  const answered = new AbortController();
  let isLate = false;
  const expire = async () => {
    await clock.sleep(ms, answered.signal);
    if (answered.signal.aborted) return;
    isLate = true;
    stop.abort();
  };
  void expire();
  try {
    const ended = await untilAborted(work({ signal: stop.signal }), stop.signal);
    if (ended.kind === "came") return ended.value;
    throw new LeaseError({ kind: "cancelled" });
  } catch (error) {
    throw isLate ? new LeaseError(tooLate) : error;
  } finally {
    answered.abort();
    stop.unlink();
  }
}

async function* pagesWithin<Page>(
  patience: Patience,
  signal: AbortSignal | undefined,
  ask: (options: ReadOptions) => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  const stop = linkedTo(signal);
  let pages: AsyncIterator<Page> | undefined;
  try {
    const begun = ask({ signal: stop.signal })[Symbol.asyncIterator]();
    pages = begun;
    for (;;) {
      const page = await whileAwake(within(patience, signal, () => begun.next()));
      if (page.done) return;
      yield page.value;
    }
  } finally {
    stop.abort();
    stop.unlink();
    // Not waited for: one that hangs must not hold up the others.
    void pages?.return?.()?.catch(() => {});
  }
}

const tooLate: LeaseFailure = {
  kind: "no-answer",
  reason: "timed-out",
  status: null,
  detail: null,
  retryAfterMs: null,
};
