import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { checkOptions } from "../errors/check-options.js";
import { checkTimeout } from "../http/check-given.js";
import {
  type Effect,
  type Transport,
  type TransportRequest,
  type TransportResponse,
  NotSentError,
} from "../http/transport.js";
import { notSent, onceConnected, patience, connectionsAhead } from "./connection.js";
import { readBody } from "./read-body.js";
import { type Tunnel, throughTunnel } from "./tunnel.js";

/** How a transport over Node's HTTP client gets to a server. */
export interface NodeTransportOptions {
  /** How to get to a server through a proxy: `tunnelThrough` or `tunnelFromEnvironment`. Directly when left out. */
  readonly tunnel?: Tunnel | undefined;
  /** How long a connection may take to come about, 10 s when left out. What has none by then was not sent. */
  readonly connectTimeoutMs?: number | undefined;
}

/**
 * A transport over Node's own HTTP client, the default on Node and in the editor: it sends a request once, over
 * HTTP/1.1, and checks every certificate, whatever the environment says.
 * @throws {LeaseError} `bad-input` for no usable `connectTimeoutMs`, and for an option that is not read.
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  checkOptions(options, { tunnel: "function", connectTimeoutMs: "number" }, arguments);
  const connectTimeoutMs = checkTimeout(options.connectTimeoutMs, "connectTimeoutMs") ?? 10_000;
  const connections = () => {
    const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };
    if (options.tunnel) {
      throughTunnel(agents.http, false, options.tunnel);
      throughTunnel(agents.https, true, options.tunnel);
    }
    const origins = new Map<string, Origin>();
    return (origin: string): Origin => {
      const found = origins.get(origin) ?? originOf(origin, agents, connectTimeoutMs);
      origins.set(origin, found);
      return found;
    };
  };
  const known: Record<Effect, (origin: string) => Origin> = {
    read: connections(),
    write: connections(),
  };
  const ahead = connectionsAhead();
  const transport: Transport = (request) => {
    const [origin, path] = split(request.url);
    return exchange(request, known[request.effect](origin), path, ahead.take(request.ahead));
  };
  const connectAhead: Transport["connectAhead"] = ({ effect, method, url }) => {
    const [text, path] = split(url);
    const origin = known[effect](text);
    // Without TLS it would save one round trip, and a proxy takes such a request for one to be sent.
    if (!origin.isSecure) return undefined;
    return ahead.add(() => httpsRequest({ ...origin.options, method, path }), origin);
  };
  return Object.assign(transport, { connectAhead });
}

/** Connections are used again, but not once they have been idle for so long that something on the way may have dropped them. */
const kept = { keepAlive: true, scheduling: "lifo", maxSockets: 32, timeout: 4000 } as const;

/** What all requests to one server have in common. */
interface Origin {
  readonly isSecure: boolean;
  readonly headers: readonly string[];
  readonly connectTimeoutMs: number;
  readonly options: object;
}

function originOf(
  text: string,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent },
  connectTimeoutMs: number,
): Origin {
  const { protocol, host, hostname, port } = new URL(text);
  const isSecure = protocol === "https:";
  const options = {
    // A URL writes an address of IPv6 in brackets, and sockets want it without.
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    agent: isSecure ? agents.https : agents.http,
    // Said here, it counts for more than NODE_TLS_REJECT_UNAUTHORIZED.
    rejectUnauthorized: true,
    ...patience(connectTimeoutMs),
  };
  // What a cache has kept is older than what is asked about.
  const named = { host, "accept-encoding": "gzip, br", "cache-control": "no-cache" };
  const headers = listed(named);
  return { isSecure, headers, connectTimeoutMs, options };
}

function exchange(
  { effect, method, headers, body, signal, maxBytes }: TransportRequest,
  origin: Origin,
  path: string,
  ahead: ClientRequest | null,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { isSecure } = origin;
    const list = [...origin.headers, ...listed(headers), ...lengthOf(method, body)];
    const request =
      ahead ??
      (isSecure ? httpsRequest : httpRequest)({ ...origin.options, method, path, headers: list });
    if (ahead)
      for (let at = 0; at < list.length; at += 2)
        ahead.setHeader(list[at] ?? "", list[at + 1] ?? "");
    let isWritten = false;
    onceConnected(request, origin, () => {
      if (request.destroyed) return;
      isWritten = true;
      request.end(body);
    });
    const stop = () => request.destroy(new Error("aborted"));
    // A transport wrapped around this one may have taken its time.
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
    const settle = (): void => signal.removeEventListener("abort", stop);
    const fail = (error: Error): void => {
      settle();
      reject(isWritten ? error : notSent(error, { request, isSecure, signal }));
    };
    request.on("error", fail);
    // By itself, Node would close the connection then and say nothing.
    request.on("upgrade", (_response, socket) => {
      socket.destroy();
      fail(new Error("another protocol"));
    });
    request.on("response", (response) => {
      // An editor's agent hands over a proxy's refusal as if it came from the server.
      if (!isWritten) return void request.destroy(new NotSentError("proxy", undefined));
      const { statusCode: status = 0 } = response;
      // A refusal names no number: if it came a second time, it would pass for the answer to the next write.
      if (effect === "write" && (status < 200 || status > 299)) request.shouldKeepAlive = false;
      readBody(response, maxBytes, (error, bytes) => {
        if (error) return fail(error);
        settle();
        resolve({ status, headers: response.headers, body: bytes });
      });
    });
  });
}

/** One after the other, as they are written: from an object, Node would copy and check each. */
function listed(headers: TransportRequest["headers"]): readonly string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? "");
  return list;
}

/** A request that might have a body says that it has none. */
function lengthOf(
  method: TransportRequest["method"],
  body: TransportRequest["body"],
): readonly string[] {
  if (body === null && (method === "GET" || method === "DELETE")) return [];
  return ["content-length", `${body === null ? 0 : Buffer.byteLength(body)}`];
}

function split(url: string): readonly [origin: string, path: string] {
  const end = url.indexOf("/", url.indexOf("//") + 2);
  return end < 0 ? [url, "/"] : [url.slice(0, end), url.slice(end)];
}
