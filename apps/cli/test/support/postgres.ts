import { startPostgres } from "@leaseline/postgres-host";
import { type Proxy, startProxy } from "@leaseline/postgres-host/proxy";
import { Client, escapeIdentifier } from "pg";
import { afterAll, onTestFinished } from "vitest";

/** A PostgreSQL for a file of tests. */
export interface Databases {
  /** The address of a new, empty database. */
  create(): Promise<string>;
  /** As its superuser. */
  sql(text: string, address?: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends every session at once, and takes no new one. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** A way to it that can be cut without a word. @returns it, and the address by it. */
  by(address: string): Promise<{ readonly way: Proxy; readonly address: string }>;
}

/** Null where none can be had: the suites that need one count as skipped. */
export async function databases(): Promise<Databases | null> {
  const server = await startPostgres({ settings: ["fsync=off"] }, (reason) =>
    console.warn(`Without PostgreSQL, suites are skipped: ${reason}.`),
  );
  if (!server) return null;
  afterAll(() => server.close());
  let count = 0;
  const sql: Databases["sql"] = async (text, address = server.connection) => {
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    create: async () => {
      const name = `fleet${(count += 1)}`;
      await sql(`CREATE DATABASE ${escapeIdentifier(name)}`);
      return server.connection.replace(/postgres$/, name);
    },
    sql,
    stop: () => server.stop("fast"),
    start: () => server.start(),
    by: async (address) => {
      const way = await startProxy(server.port);
      onTestFinished(() => way.close());
      return { way, address: address.replace(`:${server.port}/`, `:${way.port}/`) };
    },
  };
}
