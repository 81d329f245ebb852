import { fetchTransport } from "../../src/http/fetch-transport.js";
import type { Transport } from "../../src/http/transport.js";
import { undiciTransport } from "../../src/node/undici-transport.js";

/** Every transport there is; what is promised of one is promised of all. */
export const transports: readonly { readonly name: string; readonly transport: Transport }[] = [
  { name: "fetch", transport: fetchTransport(globalThis.fetch) },
  { name: "undici", transport: undiciTransport() },
];
