import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerStore } from "@leaseline/core";
import { Client, escapeIdentifier } from "pg";
import { inject } from "vitest";
import { type PostgresOptions, postgresStore } from "../../src/index.js";

const connection = inject("postgres");

/** Suites that need one count as skipped without it. */
export const withoutPostgres = connection === null;

export interface Stage {
  readonly options: PostgresOptions & { readonly schema: string };
  /** Another session on the same ledger, as another process has it. */
  open(more?: Partial<PostgresOptions>): LedgerStore;
  /** As its superuser. */
  sql(text: string, values?: unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

let count = 0;

/** An empty ledger, in a schema of its own. */
export function stage(): Stage {
  if (connection === null) throw new Error("there is no PostgreSQL");
  count += 1;
  const schema = `test ${process.pid} ${count}`;
  const folder = mkdtempSync(join(tmpdir(), "leaseline-test-"));
  const options = { connection, schema, folder };
  const stores: LedgerStore[] = [];
  const client = new Client({ connectionString: connection });
  const connected = client.connect();
  const sql: Stage["sql"] = async (text, values = []) => {
    await connected;
    return (await client.query(text, values)).rows;
  };
  return {
    options,
    open: (more) => {
      const store = postgresStore({ ...options, ...more });
      stores.push(store);
      return store;
    },
    sql,
    close: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await sql(`DROP SCHEMA IF EXISTS ${escapeIdentifier(schema)} CASCADE`);
      await client.end();
      rmSync(folder, { recursive: true });
    },
  };
}

export function portOf({ options }: Stage): number {
  return Number(new URL(options.connection).port);
}
