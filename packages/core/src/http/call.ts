import type * as z from "zod";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import { parseRetryAfter, retryReads } from "./retry-reads.js";
import { type Effect, type HttpResponse, send, unclear } from "./send.js";
import type { Transport, TransportRequest } from "./transport.js";

/** One operation of a provider's API, as data. */
export interface ApiRequest<Answer> {
  /** For logs: `"sinch.rent"`. */
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
  readonly answer: z.ZodType<Answer>;
  /** What a 404 in the provider's own form says. */
  readonly whenMissing: "number-taken" | "not-leased" | "rejected";
}

/** How to get at one provider with one account's credentials. */
export interface Api {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly credentials: Credentials;
  /** Reads an answer that is not a success; null when it is not in the provider's own form. */
  readonly readFailure: (answer: FailedAnswer) => LeaseFailure | null;
  readonly timeoutMs?: number | undefined;
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

export interface Credentials {
  /** The headers that carry them. @throws {LeaseError} when they cannot be had. */
  headers(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Told of a 401; whether it is worth asking again with the next {@link headers}. */
  refused(response: HttpResponse): boolean;
}

export interface FailedAnswer {
  readonly status: number;
  /** Parsed JSON; undefined when it is none. */
  readonly body: unknown;
  readonly request: ApiRequest<unknown>;
}

/** One exchange, for a log: holds no credential, number or text of the provider. */
export interface Exchange {
  readonly operation: string;
  readonly effect: Effect;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
}

/** Each try; a read may have three. */
const defaultTimeoutMs: Record<Effect, number> = { read: 15_000, write: 30_000 };

/**
 * Carries out one operation: a read is asked again when that may help, a write is sent once.
 * @throws {LeaseError}
 */
export async function call<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  if (request.effect === "write") return attempt(api, request, signal);
  return retryReads(() => attempt(api, request, signal), { signal });
}

async function attempt<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  let response = await exchange(api, request, signal);
  if (response.status === 401 && api.credentials.refused(response) && request.effect === "read") {
    response = await exchange(api, request, signal);
  }
  const body = parseJson(response.text);
  if (response.status < 200 || response.status > 299)
    throw new LeaseError(failureOf(api, request, response, body));
  if (body === undefined) throw new LeaseError(unclear(request.effect, "not-json", response));
  const parsed = request.answer.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // The path and what was expected; never what was there.
  const detail = `${issue?.path.join(".") || "answer"}: ${issue?.code === "invalid_type" ? `${issue.expected} expected` : "not understood"}`;
  throw new LeaseError(
    unclear(request.effect, "unexpected-form", { status: response.status, detail }),
  );
}

async function exchange(
  api: Api,
  request: ApiRequest<unknown>,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const headers = await credentialHeaders(api, request, signal);
  const { operation, effect, method } = request;
  const content = contentOf(request);
  const start = performance.now();
  const report = (status: number | null) =>
    api.onExchange?.({ operation, effect, status, durationMs: performance.now() - start });
  try {
    const response = await send(
      {
        effect,
        method,
        url: buildUrl(api, request),
        headers: { accept: "application/json", ...content.headers, ...headers },
        body: content.body,
      },
      { transport: api.transport, timeoutMs: api.timeoutMs ?? defaultTimeoutMs[effect], signal },
    );
    report(response.status);
    return response;
  } catch (error) {
    report(null);
    throw error;
  }
}

/** A write whose credentials could not be had has not been sent, whatever became of the token's request. */
async function credentialHeaders(api: Api, { effect }: ApiRequest<unknown>, signal?: AbortSignal) {
  try {
    return await api.credentials.headers(signal);
  } catch (error) {
    if (effect === "write" && error instanceof LeaseError && error.failure.kind === "no-answer") {
      throw new LeaseError({ kind: "not-sent", reason: "no-token" }, { cause: error });
    }
    throw error;
  }
}

function contentOf({ body, form }: ApiRequest<unknown>): {
  headers: Record<string, string>;
  body: string | null;
} {
  if (form)
    return {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
    };
  if (body === undefined) return { headers: {}, body: null };
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function buildUrl({ baseUrl }: Api, { path, query }: ApiRequest<unknown>): string {
  const text = query && query.size > 0 ? `?${query.toString()}` : "";
  const url = new URL(baseUrl + path + text);
  // Credentials go where they were given for, and nowhere else.
  if (url.origin !== new URL(baseUrl).origin)
    throw new RangeError("a request has to stay at its origin");
  return url.href;
}

function failureOf(
  api: Api,
  request: ApiRequest<unknown>,
  response: HttpResponse,
  body: unknown,
): LeaseFailure {
  const { status } = response;
  const { effect } = request;
  if (status < 400) return unclear(effect, "redirected", { status });
  if (status === 408 || status >= 500)
    return unclear(effect, "server-error", {
      status,
      retryAfterMs: parseRetryAfter(response.headers),
    });
  if (status === 429)
    return unclear(effect, "rate-limited", {
      status,
      retryAfterMs: parseRetryAfter(response.headers),
    });
  const failure = api.readFailure({ status, body, request });
  if (failure) return failure;
  if (body === undefined) return unclear(effect, "not-json", { status });
  return unclear(effect, status === 409 ? "conflict" : "unexpected-form", { status });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error would quote the text, which may hold anything.
    return undefined;
  }
}
