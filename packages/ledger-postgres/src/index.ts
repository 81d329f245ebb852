// "@leaseline/ledger-postgres": one ledger for many machines.
export { postgresLedger } from "./postgres-ledger.js";
export type { PostgresOptions } from "./options.js";
export { postgresStore } from "./store.js";
