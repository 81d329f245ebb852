import { spawn } from "node:child_process";
import { once } from "node:events";
import { type RequestListener, createServer } from "node:http";
import {
  type AddressInfo,
  type Server,
  type Socket,
  connect,
  createServer as createNetServer,
} from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
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

/**
 * An HTTP proxy that makes tunnels to wherever it is asked, or answers CONNECT with `refusal`.
 * @returns what it was asked for, beside its address.
 */
export async function connectProxy(
  refusal?: string,
): Promise<LoopbackServer & { asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer((_request, response) => response.writeHead(501).end());
  proxy.on("connect", (request, socket: Socket, head) => {
    asked.push(request.url ?? "");
    socket.on("error", () => {});
    if (refusal !== undefined) return void socket.end(refusal);
    const { hostname, port } = new URL(`http://${request.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
  });
  return { ...(await listen(proxy)), asked };
}

/** An address of this machine whose connections never come about: its queue is full, and nobody takes from it. */
export async function silentPort(): Promise<string> {
  return (await slowServer()).url;
}

/** The same, until `accept` is called; from then on it answers `{}`, and 407 as a proxy. */
export async function slowServer(): Promise<{ readonly url: string; readonly accept: () => void }> {
  const child = spawn(process.execPath, ["-e", acceptWhenTold], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const port = Number(String((await once(child.stdout, "data"))[0]));
  for (let waiting = 0; waiting < 4; waiting += 1) {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    onTestFinished(() => void socket.destroy());
  }
  // Until one that tries finds no room any more.
  for (;;) {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    onTestFinished(() => void socket.destroy());
    let came = false;
    socket.once("connect", () => (came = true));
    await sleep(200);
    // A process that stood still hears of its timers before it hears of its connections.
    await new Promise((resolve) => setImmediate(resolve));
    if (!came)
      return { url: `http://127.0.0.1:${port}`, accept: () => void child.stdin.write("now") };
  }
}

const acceptWhenTold = `
  const server = require("node:http").createServer((request, response) => response.end("{}"));
  server.on("connect", (request, socket) => socket.end("HTTP/1.1 407 Who are you\\r\\n\\r\\n"));
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    require("node:fs").readSync(0, Buffer.alloc(3));
  });
`;

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

/**
 * An address of this machine where nobody listens: only an administrator may, and nobody has a use for it. A port that
 * was just let go may be given to the next one who asks for any.
 */
export const closedPort = "http://127.0.0.1:2";

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
