import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { checkTimeout } from "../http/check-timeout.js";
import { type Transport, NotSentError } from "../http/transport.js";
import { notSent, onceConnected } from "./connection.js";
import { readBody } from "./read-body.js";
import { type Tunnel, throughTunnel } from "./tunnel.js";

export interface NodeTransportOptions {
  /** How to get to a server through a proxy: `tunnelThrough` or `tunnelFromEnvironment`. Directly when left out. */
  readonly tunnel?: Tunnel | undefined;
  /** How long a connection may take to come about, 10 s when left out. What has none by then was not sent. */
  readonly connectTimeoutMs?: number | undefined;
}

/**
 * A transport over Node's own HTTP client, the default on Node and in the editor: it sends a request once, over
 * HTTP/1.1, and checks every certificate, whatever the environment says.
 * @throws {LeaseError} `bad-input` for no usable `connectTimeoutMs`.
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const connectTimeoutMs = checkTimeout(options.connectTimeoutMs, "connectTimeoutMs") ?? 10_000;
  const connecting = {
    // Said here, it counts for more than NODE_TLS_REJECT_UNAUTHORIZED.
    rejectUnauthorized: true,
    // By itself, Node gives up an address after 250 ms when the name has another: too soon for a server far away.
    autoSelectFamilyAttemptTimeout: connectTimeoutMs / 4,
  };
  const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };
  if (options.tunnel) {
    throughTunnel(agents.http, false, options.tunnel);
    throughTunnel(agents.https, true, options.tunnel);
  }

  return ({ method, url, headers, body, signal, maxBytes }) =>
    new Promise((resolve, reject) => {
      const { protocol, hostname, port, pathname, search } = new URL(url);
      const isSecure = protocol === "https:";
      const request = (isSecure ? httpsRequest : httpRequest)({
        method,
        // A URL writes an address of IPv6 in brackets, and sockets want it without.
        hostname: hostname.replace(/^\[|\]$/g, ""),
        port,
        path: pathname + search,
        headers: { "accept-encoding": "gzip, br", ...headers, ...lengthOf(body) },
        agent: isSecure ? agents.https : agents.http,
        ...connecting,
      });
      let isWritten = false;
      onceConnected(request, { isSecure, connectTimeoutMs }, () => {
        if (request.destroyed) return;
        isWritten = true;
        request.end(body);
      });
      const stop = () => request.destroy(new Error("aborted"));
      signal.addEventListener("abort", stop, { once: true });
      request.once("close", () => signal.removeEventListener("abort", stop));
      request.on("error", (error) =>
        reject(isWritten ? error : notSent(error, { request, isSecure, signal })),
      );
      request.once("response", (response) => {
        // An editor's agent hands over a proxy's refusal as if it came from the server.
        if (!isWritten) return void request.destroy(new NotSentError("proxy", undefined));
        const { statusCode: status = 0, headers: answered } = response;
        readBody(response, maxBytes).then(
          (bytes) => resolve({ status, headers: answered, body: bytes }),
          reject,
        );
      });
    });
}

/** Connections are used again, but not once they have been idle for so long that something on the way may have dropped them. */
const kept = { keepAlive: true, scheduling: "lifo", maxSockets: 32, timeout: 4000 } as const;

function lengthOf(body: string | Uint8Array | null): { readonly "content-length"?: number } {
  return body === null ? {} : { "content-length": Buffer.byteLength(body) };
}
