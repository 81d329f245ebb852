import {
  type Client,
  type ClientBase,
  type ClientConfig,
  Pool,
  type PoolClient,
  type PoolConfig,
} from "pg";
import { atMost } from "./at-most.js";
import { LostConnection, isCrowded, isSpent } from "./errors.js";
import { type Greeted, greet } from "./greet.js";
import type { Settings } from "./options.js";
import { isSameServer } from "./stock.js";
import { addressOf } from "./address.js";
import { createPatience } from "./patience.js";
import { patientSocket } from "./patient-socket.js";
import { backendOf, proveSessions } from "./pooler.js";
import { SteadyClient } from "./steady-client.js";

/**
 * No statement takes this long, nor does waiting for other writers: either the connection is cut, or everything has
 * stalled.
 */
const answerMs = 9000;
const mostAtOnce = 4;
const connectingMs = 5000;
/** How long to wait for the server to take note that this session leaves. */
export const farewellMs = 1000;

/** The ways to one database. Each is looked at before it is used: see greet.ts. */
export interface Connections {
  /** Lends a connection. One that failed on the way is not lent again, nor those that were opened with it. */
  use<Result>(work: (client: PoolClient, server: Greeted) => Promise<Result>): Promise<Result>;
  /** A connection that belongs to whoever asks, and what it has reached. */
  own(): Promise<{ readonly client: Client; readonly server: Greeted }>;
  close(): Promise<void>;
}

export function createConnections(settings: Settings): Connections {
  const greeted = new WeakMap<PoolClient, Greeted>();
  const patiently = createPatience();
  let lending: Lending | null = null;
  let proven: Promise<void> | null = null;
  let reached: Greeted | null = null;
  let closed = false;

  const config = (): ClientConfig => ({
    ...addressOf(settings).config(),
    application_name: `leaseline: ${settings.holder}`.slice(0, 63),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: connectingMs,
    stream: () => patientSocket(connectingMs),
    query_timeout: answerMs,
  });
  const current = () => {
    if (closed) throw new Error("Client was closed");
    return (lending ??= startLending({ ...config(), max: mostAtOnce, allowExitOnIdle: true }));
  };
  const drop = async (dropped: Lending | null) => {
    if (lending === dropped) lending = null;
    proven = null;
    await dropped?.end();
  };
  const connect = async () => {
    const client = new SteadyClient(config());
    // Told by the end that follows.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
  };
  /** Before anything is set: through a pooler, it might be set for others. */
  const meet = async (client: ClientBase) => {
    const { backend, isPooled } = await backendOf(client);
    // Once for all of them, until one is lost: each proof takes a connection of a pooler that may have few.
    if (isPooled)
      await (proven ??= proveSessions({ client, backend }, connect).catch((error: unknown) => {
        proven = null;
        throw error;
      }));
    const server = await greet(client, backend, settings);
    // Connections that were opened earlier may still lead to a former primary.
    if (reached && !isSameServer(reached, server)) void drop(lending).catch(() => {});
    reached = server;
    return server;
  };

  return {
    use: async (work) => {
      const lent = await patiently(async () => {
        const from = current();
        const client = await from.lend();
        try {
          const known = greeted.get(client);
          if (known) return { from, client, server: known };
          const server = await meet(client);
          greeted.set(client, server);
          return { from, client, server };
        } catch (error) {
          client.release(true);
          throw error;
        }
      });
      let broken = false;
      try {
        return await work(lent.client, lent.server);
      } catch (error) {
        broken = isSpent(error);
        throw error;
      } finally {
        lent.client.release(broken);
        // The others have most likely met the same end, and would each take their time to find out.
        if (broken) void drop(lent.from).catch(() => {});
      }
    },
    own: () =>
      patiently(async () => {
        const client = await connect().catch(async (error: unknown) => {
          if (!isCrowded(error) || !lending) throw error;
          // It may be this process that has all there are, most of them idle.
          await drop(lending);
          return connect();
        });
        try {
          proven = null;
          return { client, server: await meet(client) };
        } catch (error) {
          void client.end().catch(() => {});
          throw error;
        }
      }),
    close: async () => {
      closed = true;
      await atMost(farewellMs, drop(lending));
    },
  };
}

interface Lending {
  /** Whoever still waits for a connection when the others are dropped is told at once, and tries again. */
  lend(): Promise<PoolClient>;
  end(): Promise<void>;
}

function startLending(config: PoolConfig): Lending {
  const pool = new Pool({ ...config, Client: SteadyClient });
  // One that nobody uses at the moment: the next one that is wanted is opened anew.
  pool.on("error", () => {});
  // Of one that is in use, the question that it was asked fails; this would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  // What was taken for all that there are may be more by then.
  pool.on("remove", () => (pool.options.max = mostAtOnce));
  let lent = 0;
  pool.on("acquire", () => (lent += 1));
  pool.on("release", () => (lent -= 1));
  const dropped = new AbortController();
  /** Where there are no more, one that is lent is waited for. */
  const one = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isCrowded(error) || lent === 0) throw error;
      pool.options.max = lent;
      return one();
    }
  };
  return {
    lend: () =>
      new Promise((resolve, reject) => {
        // A pool that is ended forgets who waits for it.
        const tell = () => reject(new LostConnection("all of them are given up"));
        dropped.signal.addEventListener("abort", tell);
        const connect = async () => {
          try {
            const client = await one();
            if (dropped.signal.aborted) client.release(true);
            resolve(client);
          } catch (error) {
            reject(error);
          } finally {
            dropped.signal.removeEventListener("abort", tell);
          }
        };
        void connect();
      }),
    end: async () => {
      dropped.abort();
      await pool.end();
    },
  };
}
