import type { Transport } from "../http/transport.js";
import { nodeTransport } from "./node-transport.js";

/** What carries requests on Node when nothing else is said. The manifest puts it in the place of the one in `http/`. */
export function defaultTransport(): Transport {
  return nodeTransport();
}
