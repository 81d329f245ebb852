import { once } from "node:events";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";

/**
 * A pooler in transaction mode, as far as one shows itself to a client: it lends one of the server's connections
 * from the first message of a transaction to its end. It lets everybody in, as the server of these tests does.
 */
export async function startPooler(
  target: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const free: Backend[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {});
    let backend: Backend | null = null;
    let greeted = false;
    const queue: Buffer[] = [];
    let borrowing = false;
    const pump = async () => {
      if (borrowing) return;
      borrowing = true;
      while (queue.length > 0) {
        backend ??= free.pop() ?? (await openBackend(target, sockets));
        backend.answer = (data, isIdle) => {
          client.write(data);
          if (!isIdle || !backend) return;
          free.push(backend);
          backend = null;
        };
        const message = queue.shift();
        if (message) backend.socket.write(message);
        if (message && !endsTurn(message)) continue;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      borrowing = false;
    };
    const greet = async () => {
      const one = await openBackend(target, sockets);
      client.write(one.greeting);
      free.push(one);
    };
    client.on("data", (data) => {
      if (!greeted) {
        greeted = true;
        void greet();
        return;
      }
      queue.push(data);
      void pump();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

interface Backend {
  readonly socket: Socket;
  /** All that the server said until it was ready. */
  readonly greeting: Buffer;
  answer: (data: Buffer, isIdle: boolean) => void;
}

async function openBackend(target: number, sockets: Set<Socket>): Promise<Backend> {
  const socket = connect(target, "127.0.0.1");
  sockets.add(socket);
  socket.on("error", () => {});
  await once(socket, "connect");
  const parameters = Buffer.from("user\0postgres\0database\0postgres\0\0");
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length, 0);
  head.writeInt32BE(3 << 16, 4);
  socket.write(Buffer.concat([head, parameters]));
  let greeting = Buffer.alloc(0);
  await new Promise<void>((resolve) => {
    const take = (data: Buffer) => {
      greeting = Buffer.concat([greeting, data]);
      if (!endsReady(greeting)) return;
      socket.off("data", take);
      resolve();
    };
    socket.on("data", take);
  });
  const backend: Backend = { socket, greeting, answer: () => {} };
  socket.on("data", (data: Buffer) =>
    backend.answer(data, endsReady(data) && data.at(-1) === idle),
  );
  return backend;
}

const idle = "I".charCodeAt(0);

/** ReadyForQuery: `Z`, a length of 5, and how the transaction stands. */
function endsReady(data: Buffer): boolean {
  return (
    data.length >= 6 &&
    data.toString("latin1", data.length - 6, data.length - 1) === "Z\0\0\0\u0005"
  );
}

/** Query or Sync: the server answers. */
function endsTurn(data: Buffer): boolean {
  const type = data.toString("latin1", 0, 1);
  return type === "Q" || data.toString("latin1", data.length - 5) === "S\0\0\0\u0004";
}
