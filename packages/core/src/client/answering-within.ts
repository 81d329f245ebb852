import { whileAwake, type Clock } from "../clock.js";
import type { E164 } from "../domain/phone-number.js";
import { requireSameNumber } from "../http/number-reference.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";
import { LeaseError } from "../errors/lease-error.js";
import { noAnswer } from "../errors/lease-failure.js";
import { linkedTo, untilAborted } from "../until-aborted.js";

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

/** All pages together may take this many times as long as one; the time that the reader takes does not count. */
const longestWait = 6;
/** No account has more. They are kept in memory, at half a kilobyte each. */
const mostElements = 1_000_000;
/** Callers spread a page into the arguments of one call, which takes only so many. */
const mostAtOnce = 10_000;

/**
 * The pages of an adapter, each within its time limit. An adapter that goes on for longer than any real list, in time
 * or in elements, is stopped, and an oversized page is given in parts.
 * @throws {LeaseError} `no-answer`: the pages given before are not all.
 */
export async function* pagesWithin<Page extends object>(
  patience: Patience,
  signal: AbortSignal | undefined,
  ask: (options: ReadOptions) => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  const stop = linkedTo(signal);
  let pages: AsyncIterator<Page> | undefined;
  try {
    const begun = ask({ signal: stop.signal })[Symbol.asyncIterator]();
    pages = begun;
    let waitedMs = 0;
    let count = 0;
    for (;;) {
      const since = patience.clock.monotonicMs();
      const page = await whileAwake(within(patience, signal, () => begun.next()));
      if (page.done) return;
      waitedMs += patience.clock.monotonicMs() - since;
      if (waitedMs > longestWait * patience.ms) throw new LeaseError(noAnswer("timed-out"));
      for (const part of partsOf(page.value)) {
        count += sizeOf(part);
        if (count > mostElements)
          throw new LeaseError(noAnswer("unexpected-form", "a list without an end"));
        yield part;
      }
    }
  } finally {
    stop.abort();
    // Not waited for: one that hangs must not hold up the others.
    void pages?.return?.()?.catch(() => {});
  }
}

/** Each part has its share of every list in the page, and all other fields of it. */
function* partsOf<Page extends object>(page: Page): Generator<Page> {
  const size = sizeOf(page);
  if (size <= mostAtOnce) return yield page;
  const fields: readonly (readonly [string, unknown])[] = Object.entries(page);
  for (let at = 0; at < size; at += mostAtOnce) {
    const shareOf = (field: unknown): unknown =>
      Array.isArray(field) ? field.slice(at, at + mostAtOnce) : field;
    // The same fields, with elements of the same type.
    yield Object.fromEntries(fields.map(([name, field]) => [name, shareOf(field)])) as Page;
  }
}

function sizeOf(page: object): number {
  return Math.max(
    0,
    ...Object.values(page).map((field: unknown) => (Array.isArray(field) ? field.length : 0)),
  );
}

interface Patience {
  readonly clock: Clock;
  readonly ms: number;
}

/** What comes of the work within the time that it has. @throws {LeaseError} `no-answer`, `cancelled`. */
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
    throw isLate ? new LeaseError(noAnswer("timed-out")) : error;
  } finally {
    answered.abort();
    stop.unlink();
  }
}
