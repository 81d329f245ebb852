import type { NotSentReason } from "../errors/reasons.js";

/** Text, or the bytes of an upload; null for none. */
export type TransportBody = string | Uint8Array<ArrayBuffer> | null;

/** `read` changes nothing and may be asked again; `write` may cost money or cannot be undone. */
export type Effect = "read" | "write";

/** One HTTP request, complete, as data. */
export interface TransportRequest {
  /**
   * A write goes out on no connection on which a read did: an answer to that which comes once more, and late, would
   * be taken for the write's.
   */
  readonly effect: Effect;
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Absolute, with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TransportBody;
  /** Aborted when the time is up or nobody waits any longer. */
  readonly signal: AbortSignal;
  /** The most that is read of the decompressed body. */
  readonly maxBytes: number;
  /** What {@link Transport.connectAhead} gave for this request. */
  readonly ahead?: ConnectionAhead | undefined;
}

/** A connection that comes about while a request is still being made ready. */
export interface ConnectionAhead {
  /**
   * Resolves when it is there, and when it has failed in a way that says nothing of the next one.
   * @throws {NotSentError} where none can come about: a write is given up then, before it counts as sent.
   */
  readonly ready: Promise<void>;
  /** Lets go of it, unless the request has gone out on it. */
  close(): void;
}

/** One answer, whatever its status. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Whole and decompressed. */
  readonly body: Uint8Array;
}

/** Names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A header of an answer; empty when it has none. */
export function headerText(headers: ResponseHeaders, name: string): string {
  const value = headers[name] ?? "";
  return typeof value === "string" ? value : value.join(", ");
}

/**
 * Sends one request once, follows no redirect and retries nothing.
 * @throws {NotSentError} when the request provably never left; any other error means that it may have.
 * @throws {TooLargeError} when there is more of the body than `maxBytes`.
 */
export interface Transport {
  (request: TransportRequest): Promise<TransportResponse>;
  /** Set where the platform may send a request again by itself: what may cost money does not go over it. */
  readonly readsOnly?: true;
  /**
   * Has the connection for a request come about before its headers are known. Nothing is written to it, and a request
   * that is sent after it has failed gets another one.
   * @returns undefined where that saves nothing.
   */
  readonly connectAhead?: (
    request: Pick<TransportRequest, "effect" | "method" | "url">,
  ) => ConnectionAhead | undefined;
}

/** The body of an answer is larger than what is read of it. Thrown by transports only. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

/** The request provably never left this machine. Thrown by transports only. */
export class NotSentError extends Error {
  override readonly name = "NotSentError";
  readonly reason: NotSentReason;

  /** For a transport to throw. @param cause - the error that proves it. */
  constructor(reason: NotSentReason, cause: unknown) {
    super(`not sent: ${reason}`, { cause });
    this.reason = reason;
  }
}

/**
 * The reason, when an error of a socket proves that no connection came about; null when it does not.
 * Codes of Node's `net`, `dns` and `tls`, and of undici, which is what Node's `fetch` is made of.
 */
export function notSentReason(error: unknown): NotSentReason | null {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth += 1
  ) {
    // Every address of the host was tried; only when all of them failed to connect was nothing sent.
    if (current instanceof AggregateError) {
      const reasons = current.errors.map((one) => notSentReason(one));
      return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
    }
    const code = "code" in current ? String(current.code) : "";
    const connecting = "syscall" in current && current.syscall === "connect";
    const reason = reasonByCode.get(code) ?? (connecting ? connectReasons.get(code) : undefined);
    if (reason) return reason;
  }
  return null;
}

const reasonByCode = new Map<string, NotSentReason>([
  ["ENOTFOUND", "name-lookup"],
  ["EAI_AGAIN", "name-lookup"],
  ["ECONNREFUSED", "refused"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
  ["UND_ERR_PRX_CONN", "proxy"],
  ["UND_ERR_PRX_TLS", "proxy"],
  // A server's certificate is checked before the first byte of a request is written. Other errors of
  // TLS, such as a wrong version, can also come from a connection that is already in use.
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["CERT_NOT_YET_VALID", "tls"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["UNABLE_TO_GET_ISSUER_CERT", "tls"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
]);

/** These can also end a connection that is already in use, so they prove something only while connecting. */
const connectReasons = new Map<string, NotSentReason>([
  ["EHOSTUNREACH", "refused"],
  ["ENETUNREACH", "refused"],
  ["ETIMEDOUT", "connect-timeout"],
  ["EMFILE", "no-handles"],
  ["ENFILE", "no-handles"],
]);
