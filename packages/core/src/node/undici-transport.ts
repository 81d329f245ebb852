import { type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, type Dispatcher, request as undiciRequest } from "undici";
import { type Transport, NotSentError, notSentReason } from "../http/transport.js";

export interface UndiciTransportOptions {
  /** Where requests go through: a proxy agent, or one with its own certificates. An agent of its own when left out. */
  readonly dispatcher?: Dispatcher;
}

/** A transport over undici, the default on Node: fewer steps than `fetch`, and told apart more finely when it fails. */
export function undiciTransport({
  dispatcher = new Agent({ connect: { timeout: 10_000 } }),
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
      const reason = notSentReason(error);
      throw reason ? new NotSentError(reason, error) : error;
    });
    return {
      status: response.statusCode,
      headers: flatten(response.headers),
      body: decompress(response.body, String(response.headers["content-encoding"] ?? "")),
    };
  };
}

function decompress(body: Readable, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = decoderFor(encoding.trim().toLowerCase());
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
