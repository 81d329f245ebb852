/**
 * Takes values from several iterables as they come, whichever is first. Asks an iterable for more only
 * when its last value has been taken. When one throws, or the reader stops, the others are closed.
 */
export async function* merge<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const open = new Set(sources.map((source) => source[Symbol.asyncIterator]()));
  const waiting = new Map([...open].map((iterator) => [iterator, next(iterator)]));
  try {
    while (waiting.size > 0) {
      const { iterator, result } = await Promise.race(waiting.values());
      waiting.delete(iterator);
      if (result.done) {
        open.delete(iterator);
      } else {
        yield result.value;
        // Not before: a step that nobody races would be an unhandled rejection when it fails.
        waiting.set(iterator, next(iterator));
      }
    }
  } finally {
    // Not waited for: one that hangs must not hold up the reader.
    for (const iterator of open) void iterator.return?.().catch(() => {});
  }
}

async function next<T>(iterator: AsyncIterator<T>) {
  return { iterator, result: await iterator.next() };
}
