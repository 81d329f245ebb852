// "@leaseline/core/node": what needs Node, and the clients with undici as their transport.
import type { ContiguityClientOptions } from "../providers/contiguity/api.js";
import { createContiguityClient as contiguityClient } from "../providers/contiguity/client.js";
import { contiguityProvider as contiguity } from "../providers/contiguity/provider.js";
import {
  type SinchClientOptions,
  createSinchClient as sinchClient,
} from "../providers/sinch/client.js";
import { sinchProvider as sinch } from "../providers/sinch/provider.js";
import type { Transport } from "../http/transport.js";
import { undiciTransport } from "./undici-transport.js";

export { type SqliteLedgerOptions, sqliteLedger } from "./sqlite-ledger.js";
export { type UndiciTransportOptions, undiciTransport } from "./undici-transport.js";

/** {@link contiguityClient} over undici, unless another transport is given. */
export const createContiguityClient = (options: ContiguityClientOptions) =>
  contiguityClient(withUndici(options));

/** {@link sinchClient} over undici, unless another transport is given. */
export const createSinchClient = (options: SinchClientOptions) => sinchClient(withUndici(options));

/** {@link contiguity} over undici, unless another transport is given. */
export const contiguityProvider = (options: Parameters<typeof contiguity>[0]) =>
  contiguity(withUndici(options));

/** {@link sinch} over undici, unless another transport is given. */
export const sinchProvider = (options: Parameters<typeof sinch>[0]) => sinch(withUndici(options));

function withUndici<Options extends { readonly transport?: Transport | undefined }>(
  options: Options,
) {
  return { ...options, transport: options.transport ?? undiciTransport() };
}
