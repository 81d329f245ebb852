import { type PostgresServer, startPostgres } from "@leaseline/postgres-host";
import { Client } from "pg";
import { type Proxy, startProxy } from "@leaseline/postgres-host/proxy";

/** A database with a standby that follows it without being waited for, and one address for whichever is in charge. */
export interface Pair {
  /** `postgres://postgres@127.0.0.1:PORT/postgres`: it leads to whoever is in charge. */
  readonly connection: string;
  /** The port of whoever is in charge. */
  readonly port: () => number;
  /** The standby gets no more of what is committed from here on. */
  holdBack(): void;
  /** Resolves when the standby has all that was committed before. */
  caughtUp(): Promise<void>;
  /** The one in charge is killed, or nobody gets to it any more who comes anew, and the standby is promoted. */
  failOver(former?: "killed" | "left alone"): Promise<void>;
  /** As the superuser of who is in charge. */
  sql(text: string, values?: unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function startPair(): Promise<Pair> {
  const settings = ["fsync=off", "max_connections=300"];
  const primary = await started({ settings });
  const wire = await startProxy(primary.port);
  await primary.stop("fast");
  const following = [
    `primary_conninfo=host=127.0.0.1 port=${wire.port} user=postgres`,
    "wal_retrieve_retry_interval=100ms",
  ];
  const standby = await started({ settings: [...settings, ...following], standbyOf: primary });
  await primary.start();
  let inCharge = primary;
  const door = await startProxy(() => inCharge.port);
  const pair: Pair = {
    connection: primary.connection.replace(`:${primary.port}/`, `:${door.port}/`),
    port: () => inCharge.port,
    holdBack: () => wire.stopForwarding(),
    caughtUp: async () => {
      const [now] = await ask(primary, "SELECT pg_current_wal_lsn()::text AS at");
      for (;;) {
        const [row] = await ask(
          standby,
          "SELECT coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) AS reached",
          [now?.["at"]],
        );
        if (row?.["reached"] === true) return;
      }
    },
    failOver: async (former = "killed") => {
      if (former === "killed") await primary.stop("killed");
      await ask(standby, "SELECT pg_promote(true, 60)");
      inCharge = standby;
    },
    sql: (text, values) => ask(inCharge, text, values),
    close: async () => {
      const all: readonly (PostgresServer | Proxy)[] = [door, standby, wire, primary];
      for (const one of all) await one.close();
    },
  };
  return pair;
}

async function started(options: Parameters<typeof startPostgres>[0]): Promise<PostgresServer> {
  const server = await startPostgres(options);
  if (!server) throw new Error("there is no PostgreSQL");
  return server;
}

async function ask({ connection }: PostgresServer, text: string, values: unknown[] = []) {
  const client = new Client({ connectionString: connection });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}
