import type { Client, ClientBase, ClientConfig, PoolClient } from "pg";
import { atMost, createPatience } from "./patience.js";
import { isCrowded, isLost, isSpent } from "./errors.js";
import { type Greeted, greet } from "./greet.js";
import { type Lending, startLending } from "./lending.js";
import type { Settings } from "./options.js";
import { isSameServer } from "./stock.js";
import { addressOf } from "./address.js";
import { patientSocket, SteadyClient } from "./steady-client.js";
import { backendOf, proveSessions } from "./pooler.js";

/**
 * No statement takes this long, nor does waiting for other writers: either the connection is cut, or everything has
 * stalled.
 */
const answerMs = 9000;
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
  const patiently = createPatience((error) => isLost(error) || (isCrowded(error) && isOurs()));
  let lending: Lending | null = null;
  let proven: Promise<void> | null = null;
  let reached: Greeted | null = null;
  let closed = false;
  /** When some were last given up: the server counts them for a moment longer. */
  let endedMs = Number.NEGATIVE_INFINITY;
  /** Whether a connection may be free soon because this process has some, or had until a moment ago. */
  const isOurs = () => (lending?.count() ?? 0) > 0 || performance.now() < endedMs + connectingMs;

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
    return (lending ??= startLending(config()));
  };
  const drop = async (dropped: Lending | null) => {
    if (lending === dropped) lending = null;
    proven = null;
    if (!dropped) return;
    endedMs = performance.now();
    await dropped.end();
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
          // Those that are lent out are opened anew when they are wanted; this one is kept.
          if (isCrowded(error)) await atMost(farewellMs, drop(lending));
          throw error;
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
