import { fetchTransport } from "./fetch-transport.js";
import type { Transport } from "./transport.js";

/** What carries requests where there is no Node, when nothing else is said: `fetch`, for reads only. */
export function defaultTransport(): Transport {
  return fetchTransport(globalThis.fetch, { writes: "refused" });
}
