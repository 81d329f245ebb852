import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Dispatcher, request as undiciRequest } from "undici";
import { type Transport, NotSentError, notSentReason } from "../http/transport.js";
import { onceAgent } from "./once-agent.js";

export interface UndiciTransportOptions {
  /**
   * Where requests go through: a proxy agent, or one with its own certificates. An agent of its own
   * when left out. It must not repeat requests: no retry agent, and `allowH2: false`, since undici
   * sends a request again by itself when an HTTP/2 connection is closed.
   */
  readonly dispatcher?: Dispatcher;
}

/** A transport over undici, the default on Node: fewer steps than `fetch`, and told apart more finely when it fails. */
export function undiciTransport({
  dispatcher = onceAgent(),
}: UndiciTransportOptions = {}): Transport {
  return async ({ method, url, headers, body, signal }) => {
    const response = await undiciRequest(url, {
      method,
      // Unlike fetch, undici's request does not ask for compression by itself.
      headers: { "accept-encoding": "gzip, br", ...headers },
      body,
      signal,
      dispatcher,
    }).catch((error: unknown) => {
      if (error instanceof NotSentError) throw error;
      const reason = notSentReason(error);
      throw reason ? new NotSentError(reason, error) : error;
    });
    return {
      status: response.statusCode,
      headers: flatten(response.headers),
      body: isEmpty(response) ? response.body : decompress(response),
    };
  };
}

/** Nothing is not a compressed nothing: a decoder would take it for a body that was cut off. */
function isEmpty({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  return statusCode === 204 || statusCode === 304 || headers["content-length"] === "0";
}

function decompress({ body, headers }: Dispatcher.ResponseData): AsyncIterable<Uint8Array> {
  const decoder = decoderFor(
    String(headers["content-encoding"] ?? "")
      .trim()
      .toLowerCase(),
  );
  if (!decoder) return body;
  body.on("error", (error) => decoder.destroy(error));
  decoder.on("close", () => body.destroy());
  return body.pipe(decoder);
}

function decoderFor(encoding: string) {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      return createInflate();
    default:
      return null;
  }
}

function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
