import type * as z from "#zod";
import type { OptionKinds } from "../errors/check-options.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { Effect, Transport, TransportRequest } from "./transport.js";

/** One operation of a provider's API, as data. */
export interface ApiRequest<Answer> {
  /** For logs: `"provider.operation"`. */
  readonly operation: string;
  readonly effect: Effect;
  readonly method: TransportRequest["method"];
  /** Begins with `/`; what varies in it is already encoded. */
  readonly path: string;
  readonly query?: URLSearchParams;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent in the place of JSON, where a form is asked for. */
  readonly form?: URLSearchParams;
  /** Sent in the place of JSON, where a file is handed in: bytes, and what they are. */
  readonly content?: Content;
  /** What of the body must never be shown, even when an answer repeats it. */
  readonly secrets?: readonly string[];
  readonly answer: z.ZodMiniType<Answer>;
  /** Set where a success may come without a body, which is then read as `{}`. */
  readonly mayBeEmpty?: boolean;
  /** Set where an answer that a cache has kept does: it is about nothing that is held, sent or paid. */
  readonly mayBeKept?: boolean;
  /** What a 404 in the provider's own form says. */
  readonly whenMissing: "number-taken" | "not-leased" | "rejected";
}

export interface Content {
  /** The Content-Type header. */
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** How to get at one provider with one account's credentials. */
export interface Api {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly credentials: Credentials;
  /** Reads an answer that is not a success; null when it is not in the provider's own form. */
  readonly readFailure: (answer: FailedAnswer) => LeaseFailure | null;
  /** Whether a body tells of a failure, whatever the status and the rest of it say. */
  readonly saysFailure?: (body: unknown) => boolean;
  /** What the provider calls the request, where it says so in the body and not in a header. */
  readonly requestIdIn?: (body: unknown) => string | null;
  readonly timeoutMs?: ConnectionOptions["timeoutMs"];
  readonly onExchange?: ConnectionOptions["onExchange"];
}

/** How requests to a provider are carried. */
export interface ConnectionOptions {
  /** Default: `nodeTransport` on Node, elsewhere `fetch`, which leases nothing unless it is told to. */
  readonly transport?: Transport | undefined;
  /** For each attempt, from connecting to the last byte: 15 s for a read, 30 s for what may cost money when left out. */
  readonly timeoutMs?: number | undefined;
  /** Called after every exchange, with data that is safe to log. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** Every one of them. */
export const connectionOptions: OptionKinds<ConnectionOptions> = {
  transport: "function",
  timeoutMs: "number",
  onExchange: "function",
};

/** What each method of a provider's client takes last. */
export interface CallOptions {
  /** Stops a read; for a write it counts only until it is sent. */
  readonly signal?: AbortSignal | undefined;
}

/** Headers of a request, by name. */
export type Headers = Readonly<Record<string, string>>;

export interface Credentials {
  /** What must never be shown, even when an answer repeats it. */
  readonly secrets: readonly string[];
  /** The headers that carry them. @throws {LeaseError} when they cannot be had. */
  headers(): Promise<Headers>;
  /** Whether the next {@link headers} are not there yet, and take a request of their own. */
  areAskedFor?(): boolean;
  /** Told of a 401 to `sent`; whether it is worth asking again with the next {@link headers}. */
  refused(sent: Headers): boolean;
}

export interface FailedAnswer {
  readonly status: number;
  /** Parsed JSON; undefined when it is none. */
  readonly body: unknown;
  readonly request: ApiRequest<unknown>;
}

/** One exchange, for a log: holds no credential, number or text of the provider. */
export interface Exchange {
  /** `"provider.operation"`, each in the provider's own word. */
  readonly operation: string;
  readonly effect: Effect;
  /** Of HTTP; null when no answer came. */
  readonly status: number | null;
  /** What the provider calls the request, for its support; null when it does not say. */
  readonly requestId: string | null;
  /** From before it was sent to the whole answer, or to its failure. */
  readonly durationMs: number;
}
