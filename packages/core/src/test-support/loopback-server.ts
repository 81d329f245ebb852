import { once } from "node:events";
import { type RequestListener, createServer } from "node:http";
import {
  type AddressInfo,
  type Server,
  type Socket,
  createServer as createNetServer,
} from "node:net";
import { onTestFinished } from "vitest";

/** A server on a free port of this machine, for as long as the test that started it runs. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** Drops every connection, and listens no longer. */
  readonly close: () => Promise<void>;
}

/** One that speaks HTTP and answers as `answer` says. */
export async function httpServer(answer: RequestListener): Promise<LoopbackServer> {
  return listen(createServer(answer));
}

/** One that is given the bare connection. */
export async function rawServer(connected: (socket: Socket) => void): Promise<LoopbackServer> {
  return listen(createNetServer(connected));
}

/** Starts a server that exists already, such as one with TLS. */
export async function listen(server: Server): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, "close");
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${port}`, port, close };
}

/** An address of this machine where nobody listens. */
export async function closedPort(): Promise<string> {
  const server = await rawServer(() => {});
  await server.close();
  return server.url;
}

/** A connection that counts whole requests by their blank lines, and answers each as `answer` says. */
export function onRequest(socket: Socket, answer: (request: string) => void): void {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    for (let end = endOfRequest(text); end > 0; end = endOfRequest(text)) {
      const request = text.slice(0, end);
      text = text.slice(end);
      answer(request);
    }
  });
}

function endOfRequest(text: string): number {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return 0;
  const length = Number(/\r\ncontent-length: *([0-9]+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  const end = head + 4 + length;
  return text.length >= end ? end : 0;
}
