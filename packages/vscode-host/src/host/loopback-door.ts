import { randomBytes } from "node:crypto";
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
import { type Admission, type Lock, admit } from "./admission.js";

/** The only address that leads to a code-server; closed with `close`. */
export type Door = Lock & { readonly close: () => Promise<void> };

/**
 * Listens on 127.0.0.1 and passes on to a Unix socket, which is its owner's alone, whatever {@link admit} lets in.
 * @param port - 0 takes a free one.
 * @throws {HostError} `port-in-use`, `start-failed`.
 */
export async function openDoor(socketPath: string, port: number): Promise<Door> {
  const token = randomBytes(32).toString("base64url");
  const lock = () => ({ port: listeningPort(), token });
  const server = createServer((incoming, answer) => {
    const admission = admit(incoming, lock(), "page");
    if (admission === "in") passOn(incoming, answer, socketPath);
    else if (admission === "refused") refuse(answer);
    else handOver(admission, answer);
  });
  server.on("upgrade", (incoming, socket: Duplex, head: Buffer) => {
    if (admit(incoming, lock(), "socket") === "in") upgrade(incoming, socket, head, socketPath);
    else refuseSocket(socket, "403 Forbidden");
  });
  // A listening TCP server has an AddressInfo; the other forms belong to pipes.
  const listeningPort = () => (server.address() as AddressInfo | null)?.port ?? 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    ...lock(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(answer: ServerResponse): void {
  const said = "Open the whole address that `npm start` printed: it holds the secret.\n";
  answer.writeHead(403, { ...unkept, "content-type": "text/plain" }).end(said);
}

/** Nobody else listens to a socket that was to be upgraded: one that breaks, or stays open, is ours to end. */
function refuseSocket(socket: Duplex, status: string): void {
  socket.on("error", () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
}

/**
 * Gives the cookie by a page that goes on by itself: after a plain redirect the browser would still say that
 * the request came from wherever the link was, and withhold the cookie.
 */
function handOver({ key, to }: Exclude<Admission, string>, answer: ServerResponse): void {
  const address = to.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  answer
    .writeHead(200, {
      ...unkept,
      "content-type": "text/html",
      "content-security-policy": "default-src 'none'",
      "set-cookie": `${key}; Path=/; HttpOnly; SameSite=Strict`,
    })
    .end(`<!doctype html><meta http-equiv="refresh" content="0;url=${address}">\n`);
}

const unkept = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

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
    refuseSocket(socket, `${response.statusCode ?? 502} Refused`);
    response.resume();
  });
  onward.once("error", () => socket.destroy());
  socket.on("error", () => onward.destroy());
  onward.end();
}

function requestFor({ method = "GET", url = "/", headers }: IncomingMessage, socketPath: string) {
  // Within one machine packing takes longer than what it saves: a third of what VS Code's start costs the processor.
  const { "sec-websocket-extensions": _packed, ...others } = headers;
  const passed: OutgoingHttpHeaders = { ...others, "accept-encoding": "identity" };
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
