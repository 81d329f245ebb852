import { setTimeout as sleep } from "node:timers/promises";
import {
  type Client,
  type ClientBase,
  type ClientConfig,
  Pool,
  type PoolClient,
  type PoolConfig,
} from "pg";
import { atMost } from "./at-most.js";
import { LostConnection, isLost, isSpent } from "./errors.js";
import { type Greeted, greet } from "./greet.js";
import type { Settings } from "./options.js";
import { addressOf } from "./address.js";
import { patientSocket } from "./patient-socket.js";
import { backendOf, proveSessions } from "./pooler.js";
import { SteadyClient } from "./steady-client.js";

/** How long a database may be away, as it is while it is started again, before that is told. */
const patienceMs = 3000;
/** No statement takes this long, nor a wait for others who write: the way there is cut, or all is at a standstill. */
const answerMs = 9000;
const mostAtOnce = 4;
const connectingMs = 5000;
/** For how long one that was just found away is taken for away by whoever asks next: a list asks many times. */
const stillAwayMs = 1500;
/** Nobody waits any longer for the other side to hear that this one leaves. */
export const farewellMs = 1000;

/** The ways to one database. Each is looked at before it is used: see greet.ts. */
export interface Connections {
  /** Lends a connection. One that failed on the way is not lent again, nor those that were opened with it. */
  use<Result>(work: (client: PoolClient, server: Greeted) => Promise<Result>): Promise<Result>;
  /** A connection that belongs to whoever asks, and has been greeted. */
  own(): Promise<Client>;
  close(): Promise<void>;
}

export function createConnections(settings: Settings): Connections {
  const greeted = new WeakMap<PoolClient, Greeted>();
  const patiently = createPatience();
  let lending: Lending | null = null;
  let proven: Promise<void> | null = null;
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
    return greet(client, backend, settings);
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
        // Those beside it have most likely met the same end, and would each take their time to find out.
        if (broken) void drop(lent.from).catch(() => {});
      }
    },
    own: () =>
      patiently(async () => {
        const client = await connect();
        try {
          proven = null;
          await meet(client);
          return client;
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
  const dropped = new AbortController();
  return {
    lend: () =>
      new Promise((resolve, reject) => {
        // A pool that is ended forgets who waits for it.
        const tell = () => reject(new LostConnection("all of them are given up"));
        dropped.signal.addEventListener("abort", tell);
        const connect = async () => {
          try {
            const client = await pool.connect();
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

/** Tries again while it is away, for a moment. Nothing has been asked of the database yet, so it can be tried again. */
function createPatience() {
  let away: { readonly error: unknown; readonly untilMs: number } | null = null;
  let thereMs = Number.NEGATIVE_INFINITY;
  return async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
    if (away && performance.now() < away.untilMs) throw away.error;
    const end = performance.now() + patienceMs;
    for (let waitMs = 25; ; waitMs = Math.min(waitMs * 2, 500)) {
      const beganMs = performance.now();
      try {
        const result = await attempt();
        away = null;
        thereMs = performance.now();
        return result;
      } catch (error) {
        if (!isLost(error)) throw error;
        const nowMs = performance.now();
        if (nowMs + waitMs >= end) {
          // A slow failure says nothing about now if another attempt has succeeded meanwhile.
          if (thereMs < beganMs) away = { error, untilMs: nowMs + stillAwayMs };
          throw error;
        }
      }
      await sleep(waitMs * (0.5 + Math.random()));
    }
  };
}
