import type { Api, ApiRequest, Exchange, Headers } from "./api.js";
import { type HttpResponse, send } from "./send.js";
import { requestIdOf } from "./request-id.js";
import type { ConnectionAhead, Effect, TransportBody } from "./transport.js";

interface ExchangeOptions {
  /** The headers that carry the credentials. */
  readonly headers: Headers;
  /** No later than this, whatever the client's own limit is. */
  readonly withinMs: number;
  readonly signal: AbortSignal | undefined;
  readonly ahead?: ConnectionAhead | undefined;
}

/** What every request says that it comes from. A browser says its own. */
const userAgent = "leaseline/0.1.0";

/** Each try; a read may have three. */
const defaultTimeoutMs: Record<Effect, number> = { read: 15_000, write: 30_000 };

/** Sends one request of an API, once, and tells whoever keeps a log. @throws {LeaseError} */
export async function exchange(
  api: Api,
  request: ApiRequest<unknown>,
  { headers, withinMs, signal, ahead }: ExchangeOptions,
): Promise<HttpResponse> {
  const { operation, effect, method } = request;
  const content = contentOf(request);
  const start = performance.now();
  const report = (answered: HttpResponse | null) =>
    tell(api, () => ({
      operation,
      effect,
      status: answered?.status ?? null,
      requestId: answered && requestIdOf(answered.headers, secretsOf(api, request, headers)),
      durationMs: performance.now() - start,
    }));
  try {
    const response = await send(
      {
        effect,
        method,
        url: buildUrl(api, request),
        headers: {
          accept: "application/json",
          "user-agent": userAgent,
          ...content.headers,
          ...headers,
        },
        body: content.body,
        ahead,
      },
      {
        transport: api.transport,
        timeoutMs: Math.min(api.timeoutMs ?? defaultTimeoutMs[effect], withinMs),
        signal,
      },
    );
    report(response);
    return response;
  } catch (error) {
    report(null);
    throw error;
  }
}

/** Opens the connection early: for a write, and for a read whose credentials are still being fetched. */
export function connectAhead(api: Api, request: ApiRequest<unknown>): ConnectionAhead | undefined {
  const { credentials, transport } = api;
  const { effect, method } = request;
  return effect === "write" || credentials.areAskedFor?.()
    ? transport.connectAhead?.({ effect, method, url: buildUrl(api, request) })
    : undefined;
}

/** What must not be shown of a request and its credentials, even when an answer repeats it. */
export function secretsOf(
  { credentials }: Api,
  { secrets = [] }: ApiRequest<unknown>,
  headers: Headers,
): readonly string[] {
  // What follows the scheme in `Bearer …` and its like.
  const tokens = Object.values(headers).flatMap((value) => value.split(" ").slice(1));
  return [...credentials.secrets, ...tokens, ...secrets];
}

function tell({ onExchange }: Api, what: () => Exchange): void {
  try {
    onExchange?.(what());
  } catch {
    // A log that fails must not make a lease that went through look like one that is unknown.
  }
}

function contentOf({ body, form, content }: ApiRequest<unknown>): {
  headers: Record<string, string>;
  body: TransportBody;
} {
  if (content) return { headers: { "content-type": content.type }, body: content.body };
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
  const { href } = new URL(baseUrl + path + text);
  // Credentials go where they were given for, and nowhere else.
  if (!href.startsWith(baseUrl) || !/^[/?]?$/.test(href.charAt(baseUrl.length)))
    throw new RangeError("a request has to stay below its address");
  return href;
}
