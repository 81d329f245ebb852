import { badInput } from "../errors/lease-error.js";
import { checkOptions, refuseOthers } from "../errors/check-options.js";
import {
  type Transport,
  type TransportResponse,
  NotSentError,
  TooLargeError,
  notSentReason,
} from "./transport.js";

/** A `fetch` of the platform: a browser's, Node's, or that of an editor with its proxy settings. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** What a transport over `fetch` has to be told. */
export interface FetchTransportOptions {
  /**
   * What becomes of leases, releases and all else that may cost money. No `fetch` promises to send a request
   * once: over HTTP/2 a platform repeats one without a body when the server goes away or refuses the stream,
   * and after status 421 the Fetch standard has any request repeated. On Node, `nodeTransport` never does.
   */
  readonly writes: "refused" | "may-be-sent-twice";
}

/**
 * A transport over `fetch`. It follows no redirect and decompresses by itself.
 * @throws {LeaseError} `bad-input` where it is not said what becomes of writes, and for an option that is not read.
 */
export function fetchTransport(fetch: Fetch, options: FetchTransportOptions): Transport {
  if (typeof fetch !== "function") throw badInput("fetch", "The fetch has to be a function.");
  checkOptions(options, { writes });
  refuseOthers(arguments, 2);
  if (options.writes === undefined)
    throw badInput("writes", `The writes have to be ${writes.join(" or ")}.`);
  const transport: Transport = async ({ method, url, headers, body, signal, maxBytes }) => {
    const response = await fetch(url, {
      method,
      headers,
      body,
      signal,
      redirect: "manual",
      cache: "no-store",
      credentials: "omit",
    }).catch((error: unknown) => {
      const reason = notSentReason(error);
      throw reason ? new NotSentError(reason, error) : error;
    });
    return {
      // A browser hides where a redirect leads, and its status too.
      status: response.type === "opaqueredirect" ? 302 : response.status,
      headers: Object.fromEntries(response.headers),
      body: await read(response.body, maxBytes),
    };
  };
  return options.writes === "refused"
    ? Object.assign(transport, { readsOnly: true as const })
    : transport;
}

const writes: readonly FetchTransportOptions["writes"][] = ["refused", "may-be-sent-twice"];

async function read(
  stream: Response["body"],
  maxBytes: number,
): Promise<TransportResponse["body"]> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (length > maxBytes) throw new TooLargeError();
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    body.set(chunk, end);
    end += chunk.byteLength;
  }
  return body;
}
