import { once } from "node:events";
import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

/** Between a machine and its database. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** Nothing goes through any more, and nobody is told. What is opened meanwhile meets the same. */
  stopForwarding(): void;
  /** Every connection is reset, and the database does not hear of it: it takes who had them for there. */
  resetUnheard(): void;
  /** Every connection is reset, and so is what is opened meanwhile. */
  refuse(): void;
  /** Lets new connections through; those that were cut stay so. */
  forward(): void;
  /**
   * Resets the connection over which something is sent that `matches`. @returns when it did.
   * @param isHeard - whether the database hears of it.
   */
  cutAt(matches: (sent: Buffer) => boolean, isHeard?: boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param target - the port of the database, or what says which one it is by now.
 * @param host - of loopback, such as `127.0.0.2`: a machine's own address.
 */
export async function startProxy(
  target: number | (() => number),
  host = "127.0.0.1",
): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  const unheard = new Set<Socket>();
  let forwards = true;
  let refuses = false;
  let cut: {
    readonly matches: (sent: Buffer) => boolean;
    readonly isHeard: boolean;
    readonly done: () => void;
  } | null = null;

  const server: Server = createServer((client) => {
    if (refuses) return void client.on("error", () => {}).resetAndDestroy();
    clients.add(client);
    const database = connect(typeof target === "number" ? target : target(), "127.0.0.1");
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    const isCut = () => !forwards || stalled.has(client);
    client.on("data", (sent) => {
      if (isCut()) return;
      database.write(sent);
      if (!cut?.matches(sent)) return;
      const { done, isHeard } = cut;
      cut = null;
      // It arrives, and the answer does not.
      stalled.add(client);
      setTimeout(() => {
        if (!isHeard) unheard.add(client);
        client.resetAndDestroy();
        if (isHeard) database.end();
        done();
      }, 20);
    });
    database.on("data", (sent) => {
      if (!isCut()) client.write(sent);
    });
    client.on("close", () => {
      clients.delete(client);
      if (!unheard.delete(client)) database.destroy();
    });
    database.on("close", () => {
      if (!isCut()) client.destroy();
    });
    if (!forwards) stalled.add(client);
  });
  const stalled = new Set<Socket>();
  server.listen(0, host);
  await once(server, "listening");
  return {
    host,
    // It listens on a port of TCP.
    port: (server.address() as AddressInfo).port,
    stopForwarding: () => {
      forwards = false;
      for (const socket of sockets) stalled.add(socket);
    },
    resetUnheard: () => {
      for (const client of clients) {
        unheard.add(client);
        client.resetAndDestroy();
      }
    },
    refuse: () => {
      refuses = true;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    forward: () => {
      forwards = true;
      refuses = false;
    },
    cutAt: (matches, isHeard = true) => new Promise((done) => (cut = { matches, isHeard, done })),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
