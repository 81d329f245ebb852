import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { TooLargeError } from "../http/transport.js";

/** Reads a body to its end, decompressed. More than `maxBytes` ends the connection, and is a {@link TooLargeError}. */
export function readBody(
  response: IncomingMessage,
  maxBytes: number,
  ended: (error: Error | null, body: Uint8Array) => void,
): void {
  const decoder = isEmpty(response) ? null : decoderFor(response);
  const source = decoder ? pipeline(response, decoder, () => {}) : response;
  const chunks: Buffer[] = [];
  let length = 0;
  source.on("data", (chunk: Buffer) => {
    length += chunk.byteLength;
    if (length > maxBytes) source.destroy(new TooLargeError());
    else chunks.push(chunk);
  });
  source.on("end", () => {
    const [only = none] = chunks;
    ended(null, chunks.length > 1 ? Buffer.concat(chunks, length) : only);
  });
  source.on("error", (error) => ended(error, none));
}

const none = Buffer.alloc(0);

/** An empty body is given as it is: a decoder would take it for one that was cut off. */
function isEmpty({ statusCode, headers }: IncomingMessage): boolean {
  return statusCode === 204 || statusCode === 304 || headers["content-length"] === "0";
}

function decoderFor({ headers }: IncomingMessage) {
  switch (headers["content-encoding"]?.trim().toLowerCase()) {
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
