import { fetchTransport } from "../http/fetch-transport.js";
import type { Transport } from "../http/transport.js";
import { undiciTransport } from "../node/undici-transport.js";

/** Every transport there is; what is promised of one is promised of all. */
export const transports: readonly { readonly name: string; readonly transport: Transport }[] = [
  { name: "fetch", transport: fetchTransport(globalThis.fetch) },
  { name: "undici", transport: undiciTransport() },
];
