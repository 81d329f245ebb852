import { randomBytes, randomUUID } from "node:crypto";
import { LeaseError } from "@leaseline/core";
import type { Client, Notification } from "pg";
import { atMost } from "./patience.js";
import { type Connections, farewellMs } from "./connections.js";
import { LostConnection, isLost, unavailable } from "./errors.js";
import type { LedgerLocks } from "./locks.js";
import { leave, register, checkRights, checkHeld, hold } from "./registration.js";
import { type Server, isSameServer } from "./stock.js";

const heartbeatMs = 5000;
const longestWaitMs = 5000;

/**
 * A position that was written; `missed` when some may not have been heard of; or why it hears of nothing for the
 * moment.
 */
export type News = number | "missed" | LeaseError;

/**
 * Tells others that a session lives, by a lock that goes with a connection of its own: the database lets go of it
 * when that ends. So it tells of the connection and not of the process, which may be cut off and go on: see
 * `sendWindow`. What it held may be taken over meanwhile; the rest is still its own when it comes back.
 */
export interface Presence {
  readonly session: string;
  /** Resolves when the lock is held and the session is written down. @throws {LeaseError} */
  ready(): Promise<void>;
  /** Whether it is told of by that server, and not by a former primary that others have left. */
  isAt(server: Server): boolean;
  /** That it is not told of where this session writes, or somebody has taken it for gone: it has to be again. */
  renew(where: Server): Promise<void>;
  /** Hears of what is written. @returns what ends it. */
  onWritten(listener: (news: News) => void): () => void;
  close(): Promise<void>;
}

export function createPresence(
  connections: Connections,
  { locks, holder }: { readonly locks: LedgerLocks; readonly holder: string },
): Presence {
  const session = randomUUID();
  const lock = randomBytes(8).readBigInt64BE().toString();
  const listeners = new Set<(news: News) => void>();
  let current: Client | null = null;
  let connecting: Promise<void> | null = null;
  let renewing: Promise<void> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let before: number | null = null;
  let at: Server | null = null;
  let waitMs = 0;
  let closed = false;

  const tell = (news: News) => {
    for (const listener of listeners) listener(news);
  };
  /** The connection is asked one thing at a time. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };
  const lose = (client: Client) => {
    void client.end().catch(() => {});
    if (current !== client) return;
    current = null;
    comeBack();
  };
  /** In the background, and holding no process: whoever needs it meanwhile asks for it. */
  const comeBack = () => {
    if (closed) return;
    setTimeout(() => {
      if (closed || current) return;
      ready().then(
        () => tell("missed"),
        (error: unknown) => {
          if (LeaseError.isInstance(error)) tell(error);
          comeBack();
        },
      );
    }, waitMs).unref();
    waitMs = Math.min(Math.max(waitMs * 2, 250), longestWaitMs);
  };
  const connect = async () => {
    const { client, server } = await connections.own();
    try {
      await checkRights(client);
      before = await hold(client, lock, before);
      await register(client, { session, lock, holder, write: locks.write });
      client.on("notification", ({ payload }: Notification) => tell(Number(payload)));
      await client.query(`LISTEN ${locks.channel}`);
      client.on("end", () => lose(client));
      client.on("error", () => lose(client));
      if (closed) throw new Error("Client was closed");
      letGo(client);
      current = client;
      at = server;
      waitMs = 0;
      beat(client);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
  };
  /** A read, so that a server that has vanished without a word is noticed as well. */
  const beat = (client: Client) => {
    setTimeout(() => {
      if (current !== client) return;
      inTurn(() => checkHeld(client, lock)).then(
        () => beat(client),
        () => lose(client),
      );
    }, heartbeatMs).unref();
  };
  const ready = async () => {
    if (closed) throw new Error("Client was closed");
    // One that was begun before may be held up where the way was cut, and the way be there again.
    await connecting?.catch(() => {});
    if (current) return;
    connecting ??= connect()
      // Ended in the middle of it, as by a restart: whether it is away, the next attempt tells, which waits for it.
      .catch((error: unknown) => {
        if (closed || !isLost(error)) throw error;
        return connect();
      })
      .finally(() => (connecting = null));
    await connecting.catch((error: unknown) => {
      throw unavailable(error);
    });
  };

  const isAt = (server: Server) => at !== null && isSameServer(at, server);
  const renew = async (where: Server) => {
    const held = current;
    if (!held) return ready();
    try {
      if (!isAt(where)) throw new LostConnection("it leads to another server");
      await inTurn(async () => {
        await checkHeld(held, lock);
        await register(held, { session, lock, holder, write: locks.write });
      });
    } catch (error) {
      if (!isLost(error)) throw error;
      // Its connection had ended, and nobody had noticed yet: coming back registers it.
      lose(held);
      await ready();
    }
  };

  return {
    session,
    ready,
    isAt,
    // Whoever finds that at the same moment waits for the same: it is one transaction, on one connection.
    renew: (where) => (renewing ??= renew(where).finally(() => (renewing = null))),
    onWritten: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      await connecting?.catch(() => {});
      const held = current;
      current = null;
      if (held)
        await atMost(
          farewellMs,
          inTurn(() => leave(held, session)),
        );
      tell("missed");
    },
  };
}

/** By itself it keeps no process alive. node-postgres has it, and its types do not. */
function letGo(client: Client): void {
  if ("unref" in client && typeof client.unref === "function") client.unref();
}
