import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { UnclearReason } from "../errors/reasons.js";
import { harmlessCause } from "./redact.js";
import {
  type ConnectionAhead,
  type Effect,
  type ResponseHeaders,
  type Transport,
  type TransportBody,
  type TransportRequest,
  type TransportResponse,
  NotSentError,
  TooLargeError,
} from "./transport.js";

export interface HttpRequest {
  readonly effect: Effect;
  readonly method: TransportRequest["method"];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TransportBody;
  readonly ahead?: ConnectionAhead | undefined;
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

/** Decoding this much takes a millisecond, and ten times as long a body takes ten: only longer ones wait for a turn. */
const shortBytes = 100_000;

/**
 * Sends one request, once. The only place in the project that sends.
 * @throws {LeaseError} `not-sent` when it provably never left, `cancelled` when the caller gave up a
 * read, else `no-answer` for a read and `outcome-unknown` for a write.
 */
export function send(
  request: HttpRequest,
  { transport, timeoutMs, signal }: SendOptions,
): Promise<HttpResponse> {
  const { effect } = request;
  if (signal?.aborted) return Promise.reject(cancelled(effect));
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const giveUp = (reason: "timed-out" | "cancelled"): void => {
      ended.abort(reason);
      // A transport that listens to the signal knows better what became of the request; one that does not is not
      // waited for.
      setTimeout(failed, 0, new Error("aborted"));
    };
    const timer = setTimeout(giveUp, timeoutMs, "timed-out");
    const cancel = (): void => giveUp("cancelled");
    // Breaking off a write would leave its outcome unknown, so only a read can be broken off.
    const heeded = effect === "read" ? signal : undefined;
    heeded?.addEventListener("abort", cancel);
    const settle = (): void => {
      clearTimeout(timer);
      heeded?.removeEventListener("abort", cancel);
    };
    const failed = (error: unknown): void => {
      settle();
      reject(translate(error, effect, ended.signal));
    };
    const answered = async ({ status, headers, body }: TransportResponse): Promise<void> => {
      // The answer has arrived: waiting for its turn must not count as a timeout.
      clearTimeout(timer);
      if (effect === "read" && body.byteLength > shortBytes) {
        await ownTurn();
        // Nobody wants it any more.
        if (ended.signal.aborted) return;
      }
      settle();
      resolve({ status, headers, text: decoder.decode(body) });
    };
    const maxBytes = maxBodyBytes[effect];
    transport({ ...request, signal: ended.signal, maxBytes })
      .then(answered)
      .catch(failed);
  });
}

/** The failure of a caller who gave up before anything was sent. */
export function cancelled(effect: Effect): LeaseError {
  return new LeaseError(
    effect === "write" ? { kind: "not-sent", reason: "cancelled" } : { kind: "cancelled" },
  );
}

/** The failure of a request that its transport has proved not to be sent. */
export function notSent(error: NotSentError): LeaseError {
  return new LeaseError(
    { kind: "not-sent", reason: error.reason },
    { cause: harmlessCause(error) },
  );
}

/** The failure of a request of this effect that got no clear answer. */
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

/** Also drops a byte order mark. */
const decoder = new TextDecoder();

function translate(error: unknown, effect: Effect, ended: AbortSignal): LeaseError {
  const cause = harmlessCause(error);
  if (ended.aborted && ended.reason === "cancelled") return new LeaseError({ kind: "cancelled" });
  if (error instanceof NotSentError) return notSent(error);
  if (ended.aborted && ended.reason === "timed-out")
    return new LeaseError(unclear(effect, "timed-out"), { cause });
  if (error instanceof TooLargeError) return new LeaseError(unclear(effect, "too-large"));
  return new LeaseError(unclear(effect, "connection-lost"), { cause });
}

/**
 * Resolves in a turn of the event loop that no other caller of this gets. Long work begins with it, so that many such
 * pieces at once do not add up to one long pause for everything else in the process.
 */
function ownTurn(): Promise<void> {
  // With timers, as the event loop handles input and output between them.
  return (last = last.then(() => new Promise((resolve) => setTimeout(resolve))));
}

/** A process has one event loop, whoever asks. */
let last: Promise<void> = Promise.resolve();
