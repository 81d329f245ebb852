/**
 * Takes values from several iterables as they come, whichever is first. When one of them throws, or
 * the reader stops, the others are closed.
 */
export async function* merge<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const waiting = new Map(iterators.map((iterator) => [iterator, next(iterator)]));
  try {
    while (waiting.size > 0) {
      const { iterator, result } = await Promise.race(waiting.values());
      if (result.done) {
        waiting.delete(iterator);
      } else {
        waiting.set(iterator, next(iterator));
        yield result.value;
      }
    }
  } finally {
    // Not waited for: one that hangs must not hold up the reader.
    for (const [iterator, step] of waiting) {
      step.catch(() => {});
      void iterator.return?.().catch(() => {});
    }
  }
}

async function next<T>(iterator: AsyncIterator<T>) {
  return { iterator, result: await iterator.next() };
}
