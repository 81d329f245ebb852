// "@leaseline/core/node": what needs Node.
export type { Copied } from "../ledger/copy-records.js";
export { cancelMove, giveUpMove, movedOf, openWithout } from "../ledger/half-move.js";
export { leftBehind, nothingLeftBehind } from "../ledger/left-behind.js";
export { type MoveOptions, moveLedger } from "../ledger/move.js";
export { type NodeTransportOptions, nodeTransport } from "./node-transport.js";
export { type Adoption, adoptLedger } from "./adopt-ledger.js";
export { type SharedLedger, ledgerAddress } from "./ledger-address.js";
export { chosenLedger, keepLedgerChoice } from "./ledger-choice.js";
export { type Environment, type LedgerPlace, ledgerFolder, ledgerPlace } from "./ledger-place.js";
export { type SqliteLedgerOptions, sqliteLedger } from "./sqlite-ledger.js";
export { type FileLock, inTurn, lock as lockFile } from "./sqlite/lock.js";
export { sqliteStore } from "./sqlite/store.js";
export { writeWhole } from "./write-whole.js";
export { tunnelFromEnvironment } from "./tunnel-from-environment.js";
export { type TunnelOptions, tunnelThrough } from "./tunnel-through.js";
export type { Tunnel, TunnelEnd } from "./tunnel.js";
