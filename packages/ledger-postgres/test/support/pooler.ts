import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

type Mode = "session" | "transaction" | "statement";

export interface PoolerOptions {
  readonly mode: Mode;
  /** Whether it runs DISCARD ALL before it hands a connection on. */
  readonly resets?: boolean;
  /** What everybody is refused with as they come. */
  readonly refuses?: string;
  /** How many connections of the server it has: whoever is let in and finds none is kept waiting. */
  readonly size?: number;
}

export interface Pooler {
  readonly port: number;
  /** As a reload with another mode does: whoever has a connection keeps it until a transaction ends. */
  put(mode: Mode): void;
  close(): Promise<void>;
}

/**
 * A pooler as PgBouncer 1.18 shows itself to clients: its own number in place of the server process's, the connection
 * lent last is lent next, and SQLSTATE 08P01 for whatever it refuses. It lets everybody in, as the server of these
 * tests does.
 */
export async function startPooler(
  target: number,
  { mode: first, resets = true, refuses, size = Number.POSITIVE_INFINITY }: PoolerOptions,
): Promise<Pooler> {
  let mode = first;
  let greeting: Promise<Buffer> | null = null;
  const free: Backend[] = [];
  const backends = new Set<Socket>();
  const clients = new Set<Socket>();
  const open = () => openBackend(target, backends);
  const lend = async (client: Socket) => {
    while (free.length === 0 && backends.size >= size && !client.destroyed) await sleep(10);
    if (client.destroyed) throw new Error("nobody waits any more");
    return free.pop() ?? open();
  };
  const handOn = async (backend: Backend) => {
    if (backend.isIdle && resets && mode === "session") await backend.discard();
    if (backend.isIdle) free.push(backend);
    else backend.socket.destroy();
  };
  const server = createServer((client) => {
    clients.add(client);
    client.on("error", () => {});
    let backend: Backend | null = null;
    let greeted = false;
    let turn = Promise.resolve();
    const refuse = (words: string) => void client.end(fatal(words));
    const greet = async () => {
      greeted = true;
      if (refuses !== undefined) return refuse(refuses);
      // The first one's, for all that come.
      greeting ??= open().then((one) => {
        free.push(one);
        return one.greeting;
      });
      client.write(withOwnNumber(await greeting));
    };
    const answer = (data: Buffer) => {
      if (mode === "statement" && backend?.isIdle === false && endsReady(data))
        return refuse("transaction blocks not allowed in statement pooling mode");
      if (backend?.isIdle && mode !== "session") {
        free.push(backend);
        backend = null;
      }
      client.write(data);
    };
    const pass = async (data: Buffer) => {
      if (!greeted) return greet();
      // Terminate is not the server's.
      if (data.toString("latin1", 0, 1) === "X") return void client.destroy();
      backend ??= await lend(client);
      backend.ask(data, answer);
    };
    client.on("data", (data) => {
      turn = turn.then(() => pass(data)).catch(() => {});
    });
    client.on("close", () => {
      clients.delete(client);
      if (backend) void handOn(backend);
      backend = null;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    put: (next) => {
      mode = next;
    },
    close: async () => {
      for (const socket of [...clients, ...backends]) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

interface Backend {
  readonly socket: Socket;
  /** All that the server said until it was ready. */
  readonly greeting: Buffer;
  /** Whether it has answered, and no transaction is open on it. */
  readonly isIdle: boolean;
  ask(data: Buffer, answer: (data: Buffer) => void): void;
  discard(): Promise<void>;
}

async function openBackend(target: number, sockets: Set<Socket>): Promise<Backend> {
  const socket = connect(target, "127.0.0.1");
  sockets.add(socket);
  socket.on("error", () => {});
  socket.on("close", () => sockets.delete(socket));
  await once(socket, "connect");
  const parameters = Buffer.from("user\0postgres\0database\0postgres\0\0");
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length, 0);
  head.writeInt32BE(3 << 16, 4);
  let isIdle = false;
  let tell: (data: Buffer) => void = () => {};
  socket.on("data", (data: Buffer) => {
    isIdle = endsReady(data) && data.at(-1) === idle;
    tell(data);
  });
  const untilIdle = (data: Buffer) =>
    new Promise<Buffer>((resolve) => {
      let all = Buffer.alloc(0);
      tell = (part) => {
        all = Buffer.concat([all, part]);
        if (isIdle) resolve(all);
      };
      socket.write(data);
    });
  const greeting = await untilIdle(Buffer.concat([head, parameters]));
  return {
    socket,
    greeting,
    get isIdle() {
      return isIdle;
    },
    ask: (data, answer) => {
      isIdle = false;
      tell = answer;
      socket.write(data);
    },
    discard: async () => void (await untilIdle(message("Q", "DISCARD ALL\0"))),
  };
}

const idle = "I".charCodeAt(0);

/** ReadyForQuery: `Z`, a length of 5, and how the transaction stands. */
function endsReady(data: Buffer): boolean {
  return (
    data.length >= 6 &&
    data.toString("latin1", data.length - 6, data.length - 1) === "Z\0\0\0\u0005"
  );
}

/** BackendKeyData: `K`, a length of 12, and what a cancellation has to name. */
function withOwnNumber(greeting: Buffer): Buffer {
  const own = Buffer.from(greeting);
  randomBytes(8).copy(own, own.indexOf("K\0\0\0\u000c", 0, "latin1") + 5);
  return own;
}

function fatal(words: string): Buffer {
  return message("E", `SFATAL\0C08P01\0M${words}\0\0`);
}

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + Buffer.byteLength(body), 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
