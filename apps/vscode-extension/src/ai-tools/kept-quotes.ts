import type { Quote } from "@leaseline/core";

/** Prices that a model was told. Each can be asked about once: a consent that is used is used up. */
export interface KeptQuotes {
  /** @returns the id that it goes by. */
  keep(quote: Quote): string;
  /** The quote as it was told; null when it is unknown, too old or used. */
  find(id: string): Quote | null;
  /** The same, for the last time. */
  take(id: string): Quote | null;
}

const lifetimeMs = 10 * 60_000;
const most = 200;

/** @param nowMs - of a clock that runs evenly. */
export function keptQuotes(
  nowMs: () => number = () => performance.now(),
  newId: () => string = () => crypto.randomUUID(),
): KeptQuotes {
  const kept = new Map<string, { readonly quote: Quote; readonly atMs: number }>();
  const find = (id: string) => {
    const one = kept.get(id);
    if (one && nowMs() - one.atMs <= lifetimeMs) return one.quote;
    kept.delete(id);
    return null;
  };
  return {
    keep: (quote) => {
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= most) kept.delete(oldest);
      const id = newId();
      kept.set(id, { quote, atMs: nowMs() });
      return id;
    },
    find,
    take: (id) => {
      const quote = find(id);
      kept.delete(id);
      return quote;
    },
  };
}
