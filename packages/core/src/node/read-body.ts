import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { TooLargeError } from "../http/transport.js";

/** Reads a body to its end, decompressed. @throws {TooLargeError} and ends the connection when there is more than `maxBytes`. */
export function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const decoder = isEmpty(response) ? null : decoderFor(response);
    const source = decoder ? pipeline(response, decoder, () => {}) : response;
    const chunks: Buffer[] = [];
    let length = 0;
    source.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > maxBytes) source.destroy(new TooLargeError());
      else chunks.push(chunk);
    });
    source.once("end", () => resolve(Buffer.concat(chunks)));
    source.once("error", reject);
  });
}

/** Nothing is not a compressed nothing: a decoder would take it for a body that was cut off. */
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
