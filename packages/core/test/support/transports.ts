import { fetchTransport } from "../../src/http/fetch-transport.js";
import type { Transport } from "../../src/http/transport.js";
import { nodeTransport } from "../../src/node/node-transport.js";

/** Every transport there is; what is promised of one is promised of all. */
export const transports: readonly { readonly name: string; readonly transport: Transport }[] = [
  { name: "fetch", transport: fetchTransport(globalThis.fetch, { writes: "may-be-sent-twice" }) },
  { name: "node", transport: nodeTransport() },
];
