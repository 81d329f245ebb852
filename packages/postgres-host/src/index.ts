// "@leaseline/postgres-host": a PostgreSQL for tests and measures.
export { type PostgresServer, startPostgres } from "./start-postgres.js";
