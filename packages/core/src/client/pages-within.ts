import { whileAwake } from "../clock.js";
import { LeaseError } from "../errors/lease-error.js";
import { noAnswer } from "../errors/lease-failure.js";
import type { ReadOptions } from "../providers/provider-account.js";
import { linkedTo } from "../until-aborted.js";
import { type Patience, within } from "./within.js";

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
