import { type PostgresServer, startPostgres } from "@leaseline/postgres-host";
import type { TestProject } from "vitest/node";
import { forLoopback } from "./certificates.js";

/** For the suites of the core's in which processes are killed, and race: see its ledger-to-open.ts. */
interface LedgerToOpen {
  readonly module: string;
  readonly name: string;
  readonly options: object;
}

declare module "vitest" {
  export interface ProvidedContext {
    readonly ledgerOfProcesses?: LedgerToOpen | null;
    /** Of a PostgreSQL for all of these suites; null where none can be had. */
    readonly postgres: string | null;
  }
}

/** One for all of them: each test has a schema of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server: PostgresServer | null = await startPostgres(
    // Nothing here is about what is left after the power went.
    { settings: ["fsync=off", "max_connections=400"], tls: forLoopback },
    (reason) => console.warn(`Without PostgreSQL, its suites are skipped: ${reason}.`),
  );
  project.provide("postgres", server?.connection ?? null);
  project.provide("ledgerOfProcesses", server && ledgerOn(server));
  return async () => server?.close();
}

function ledgerOn({ connection }: PostgresServer): LedgerToOpen {
  const module = new URL("../../dist/index.js", import.meta.url).href;
  return { module, name: "postgresLedger", options: { connection } };
}
