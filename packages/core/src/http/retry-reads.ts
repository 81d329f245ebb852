import { systemClock, whileAwake } from "../clock.js";
import { LeaseError } from "../errors/lease-error.js";
import { type ResponseHeaders, headerText } from "./transport.js";

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** 0 to below 1; to be fixed in tests. */
  readonly random?: (() => number) | undefined;
}

const maxTries = 3;
const totalMs = 60_000;
const baseDelayMs = 250;

/**
 * Asks a read again when it got no clear answer: at most three tries in 60 s, with full jitter,
 * waiting at least as long as the provider asked for. Never for a write.
 * @param read - is told how much of the 60 s is left.
 */
export async function retryReads<T>(
  read: (withinMs: number) => Promise<T>,
  { signal, random = Math.random }: RetryOptions,
): Promise<T> {
  const end = performance.now() + totalMs;
  const leftMs = () => end - performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      // The first try has all the time that its own limit gives it.
      return await read(attempt === 1 ? Number.POSITIVE_INFINITY : leftMs());
    } catch (error) {
      if (attempt === maxTries || !mayRecover(error)) throw error;
      const delayMs = askedFor(error) ?? random() * baseDelayMs * 2 ** attempt;
      if (delayMs >= leftMs()) throw error;
      await pause(delayMs, signal);
    }
  }
}

/**
 * Reads a Retry-After header: seconds, or a date against the answer's own Date.
 * @returns null when it is absent, in the past, no time, or more than 60 s away.
 */
export function parseRetryAfter(headers: ResponseHeaders): number | null {
  const text = headerText(headers, "retry-after").trim();
  if (!text) return null;
  const now = Date.parse(headerText(headers, "date"));
  const ms = /^[0-9]{1,6}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return ms >= 0 && ms <= totalMs ? ms : null;
}

function mayRecover(error: unknown): boolean {
  if (!(error instanceof LeaseError)) return false;
  const { failure } = error;
  if (failure.kind === "not-sent")
    return failure.reason !== "cancelled" && failure.reason !== "tls" && failure.reason !== "proxy";
  if (failure.kind !== "no-answer") return false;
  switch (failure.reason) {
    case "connection-lost":
    case "server-error":
    case "rate-limited":
    case "timed-out":
      return true;
    // These come back the same way.
    case "too-large":
    case "redirected":
    case "not-json":
    case "unexpected-form":
    case "other-number":
    case "empty-answer":
    case "not-confirmed":
    case "conflict":
    // Said of operations, and never of a read.
    case "not-awaited":
    case "interrupted":
    case "ledger-damaged":
    case "record-lost":
    case "not-seen":
    case "ordered":
    case "not-shown":
    case "not-held":
    case "shown-otherwise":
      return false;
  }
}

function askedFor(error: unknown): number | null {
  return error instanceof LeaseError && error.failure.kind === "no-answer"
    ? error.failure.retryAfterMs
    : null;
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await whileAwake(systemClock.sleep(ms, signal));
  if (signal?.aborted) throw new LeaseError({ kind: "cancelled" });
}
