import { type Transport, NotSentError, notSentReason } from "./transport.js";

/** A `fetch` of the platform: a browser's, Node's, or that of an editor with its proxy settings. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/**
 * A transport over `fetch`. It follows no redirect and decompresses by itself.
 * `fetch` sends a request a second time in one case, which the Fetch standard prescribes and nothing
 * switches off: after status 421, with which a server says that it did not take the request up.
 */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ method, url, headers, body, signal }) => {
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
      body: response.body ?? noBody(),
    };
  };
}

async function* noBody(): AsyncGenerator<Uint8Array> {}
