import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure, UnclearReason } from "../errors/lease-failure.js";
import { harmlessCause } from "./harmless-cause.js";
import {
  type TransportBody,
  type Transport,
  type TransportRequest,
  type TransportResponse,
  NotSentError,
} from "./transport.js";

/** `read` changes nothing and may be asked again; `write` may cost money or cannot be undone. */
export type Effect = "read" | "write";

export interface HttpRequest {
  readonly effect: Effect;
  readonly method: TransportRequest["method"];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TransportBody;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface SendOptions {
  readonly transport: Transport;
  /** For everything, from the connection to the last byte of the body. */
  readonly timeoutMs: number;
  /** Stops the waiting. A write that has begun goes on to its end. */
  readonly signal?: AbortSignal | undefined;
}

/** The most that is read of a decompressed body: a list of numbers can be long, the answer to a write cannot. */
const maxBodyBytes: Record<Effect, number> = { read: 32 * 1024 * 1024, write: 2 * 1024 * 1024 };

/**
 * Sends one request, once. The only place in the project that sends.
 * @throws {LeaseError} `not-sent` when it provably never left, `cancelled` when the caller gave up a
 * read, else `no-answer` for a read and `outcome-unknown` for a write.
 */
export async function send(
  request: HttpRequest,
  { transport, timeoutMs, signal }: SendOptions,
): Promise<HttpResponse> {
  if (signal?.aborted) throw cancelled(request.effect);
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort("timed-out"), timeoutMs);
  const giveUp = () => ended.abort("cancelled");
  // Breaking off a write would leave its outcome unknown, so only a read can be broken off.
  if (request.effect === "read") signal?.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([
      exchange(request, transport, ended.signal),
      whenAborted(ended.signal),
    ]);
  } catch (error) {
    throw translate(error, request.effect, ended.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
    // Frees the connection of an answer that nobody reads to its end.
    ended.abort("done");
  }
}

/** What it means that the caller gave up before anything was sent. */
export function cancelled(effect: Effect): LeaseError {
  return new LeaseError(
    effect === "write" ? { kind: "not-sent", reason: "cancelled" } : { kind: "cancelled" },
  );
}

/** What no clear answer means for a request of this effect. */
export function unclear(
  effect: Effect,
  reason: UnclearReason,
  more: UnclearDetails = {},
): LeaseFailure {
  const { status = null, detail = null, retryAfterMs = null } = more;
  return effect === "write"
    ? { kind: "outcome-unknown", reason, status, detail }
    : { kind: "no-answer", reason, status, detail, retryAfterMs };
}

interface UnclearDetails {
  readonly status?: number;
  readonly detail?: string;
  readonly retryAfterMs?: number | null;
}

class TooLarge extends Error {}

async function exchange(
  request: HttpRequest,
  transport: Transport,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { method, url, headers, body, effect } = request;
  const response = await transport({ method, url, headers, body, signal });
  return {
    status: response.status,
    headers: response.headers,
    text: await readText(response, maxBodyBytes[effect]),
  };
}

async function readText(response: TransportResponse, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new TooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
  });
}

function translate(error: unknown, effect: Effect, ended: AbortSignal): LeaseError {
  const cause = harmlessCause(error);
  if (error instanceof NotSentError)
    return new LeaseError({ kind: "not-sent", reason: error.reason }, { cause });
  if (ended.aborted && ended.reason === "cancelled") return new LeaseError({ kind: "cancelled" });
  if (ended.aborted && ended.reason === "timed-out")
    return new LeaseError(unclear(effect, "timed-out"), { cause });
  if (error instanceof TooLarge) return new LeaseError(unclear(effect, "too-large"));
  return new LeaseError(unclear(effect, "connection-lost"), { cause });
}
