// "@leaseline/core/node": what needs Node, and the providers' clients.
export { type NodeTransportOptions, nodeTransport } from "./node-transport.js";
export { type Adoption, adoptLedger } from "./adopt-ledger.js";
export { type Environment, type LedgerPlace, ledgerFolder, ledgerPlace } from "./ledger-place.js";
export { type SqliteLedgerOptions, sqliteLedger } from "./sqlite-ledger.js";
export { tunnelFromEnvironment } from "./tunnel-from-environment.js";
export { type TunnelOptions, tunnelThrough } from "./tunnel-through.js";
export type { Tunnel, TunnelEnd } from "./tunnel.js";

export { createContiguityClient } from "../providers/contiguity/client.js";
export { contiguityProvider } from "../providers/contiguity/provider.js";
export { createSinchClient } from "../providers/sinch/client.js";
export { sinchProvider } from "../providers/sinch/provider.js";
