import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  createServer,
  request,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { errorCode } from "../error-code.js";
import { HostError } from "../host-error.js";

/** The only address that leads to a code-server; closed with `close`. */
export type Door = { readonly port: number; readonly close: () => Promise<void> };

/**
 * Listens on 127.0.0.1 and passes everything on to a Unix socket. code-server asks for no password here,
 * so a request is passed on only when its `Host` names this loopback address: a web page whose domain
 * was made to point at 127.0.0.1 (DNS rebinding) stays outside.
 * @param port - 0 takes a free one.
 * @throws {HostError} `port-in-use`, `start-failed`.
 */
export async function openDoor(socketPath: string, port: number): Promise<Door> {
  const server = createServer((incoming, answer) => {
    if (isExpected(incoming, listeningPort())) passOn(incoming, answer, socketPath);
    else answer.writeHead(403, { "content-type": "text/plain" }).end("Wrong Host.\n");
  });
  server.on("upgrade", (incoming, socket: Duplex, head: Buffer) => {
    if (isExpected(incoming, listeningPort())) upgrade(incoming, socket, head, socketPath);
    else socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
  });
  // A listening TCP server has an AddressInfo; the other forms belong to pipes.
  const listeningPort = () => (server.address() as AddressInfo | null)?.port ?? 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: listeningPort(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isExpected({ headers }: IncomingMessage, port: number): boolean {
  return headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`;
}

function passOn(incoming: IncomingMessage, answer: ServerResponse, socketPath: string): void {
  const onward = request(requestFor(incoming, socketPath), (response) => {
    answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
    response.pipe(answer);
    response.once("error", () => answer.destroy());
  });
  onward.once("error", () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  answer.once("close", () => onward.destroy());
  incoming.pipe(onward);
}

function upgrade(
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  socketPath: string,
): void {
  const onward = request(requestFor(incoming, socketPath));
  onward.once("upgrade", (response, farSocket, farHead) => {
    socket.write(`${headText(response)}\r\n`);
    socket.write(farHead);
    farSocket.write(head);
    farSocket.pipe(socket).pipe(farSocket);
    farSocket.once("error", () => socket.destroy()).once("close", () => socket.destroy());
    socket.once("close", () => farSocket.destroy());
  });
  onward.once("response", (response) => {
    socket.end(`HTTP/1.1 ${response.statusCode ?? 502} Refused\r\nConnection: close\r\n\r\n`);
    response.resume();
  });
  onward.once("error", () => socket.destroy());
  socket.on("error", () => onward.destroy());
  onward.end();
}

function requestFor({ method = "GET", url = "/", headers }: IncomingMessage, socketPath: string) {
  const passed: OutgoingHttpHeaders = headers;
  return { socketPath, method, path: url, headers: passed };
}

function headText(response: IncomingMessage): string {
  const { rawHeaders } = response;
  let head = "HTTP/1.1 101 Switching Protocols\r\n";
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    head += `${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`;
  }
  return head;
}

function explain(error: Error, port: number): HostError {
  if (errorCode(error) === "EADDRINUSE") {
    return new HostError(
      "port-in-use",
      `Port ${port} is in use. Stop what listens there, give another --port, or leave it out to take a free one.`,
      { cause: error },
    );
  }
  return new HostError(
    "start-failed",
    `Port ${port} of 127.0.0.1 cannot be listened on (${error.message}). Give another --port, or leave it out to take a free one.`,
    { cause: error },
  );
}
