import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure, UnclearReason } from "../errors/lease-failure.js";
import { harmlessCause } from "./harmless-cause.js";
import {
  type ResponseHeaders,
  type Transport,
  type TransportBody,
  type TransportRequest,
  NotSentError,
  TooLargeError,
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
  readonly headers: ResponseHeaders;
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
  const { effect } = request;
  if (signal?.aborted) throw cancelled(effect);
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      exchange(request, transport, ended.signal).then(resolve, reject);
      const giveUp = (reason: "timed-out" | "cancelled") => {
        ended.abort(reason);
        // A transport that heeds the signal says more of what became of the request; no other is waited for.
        setTimeout(reject, 0, new Error("aborted"));
      };
      timer = setTimeout(giveUp, timeoutMs, "timed-out");
      // Breaking off a write would leave its outcome unknown, so only a read can be broken off.
      if (effect === "read" && signal) {
        stop = () => giveUp("cancelled");
        signal.addEventListener("abort", stop, { once: true });
      }
    });
  } catch (error) {
    throw translate(error, effect, ended.signal);
  } finally {
    clearTimeout(timer);
    if (stop) signal?.removeEventListener("abort", stop);
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

async function exchange(
  { effect, ...request }: HttpRequest,
  transport: Transport,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const maxBytes = maxBodyBytes[effect];
  const { status, headers, body } = await transport({ ...request, signal, maxBytes });
  return { status, headers, text: decoder.decode(body) };
}

/** Also drops the mark that some put before UTF-8. */
const decoder = new TextDecoder();

function translate(error: unknown, effect: Effect, ended: AbortSignal): LeaseError {
  const cause = harmlessCause(error);
  if (ended.aborted && ended.reason === "cancelled") return new LeaseError({ kind: "cancelled" });
  if (error instanceof NotSentError)
    return new LeaseError({ kind: "not-sent", reason: error.reason }, { cause });
  if (ended.aborted && ended.reason === "timed-out")
    return new LeaseError(unclear(effect, "timed-out"), { cause });
  if (error instanceof TooLargeError) return new LeaseError(unclear(effect, "too-large"));
  return new LeaseError(unclear(effect, "connection-lost"), { cause });
}
