// "@leaseline/postgres-host": a PostgreSQL for tests and measures.
export { type Proxy, startProxy } from "./proxy.js";
export { type PostgresServer, startPostgres } from "./start-postgres.js";
