import { Agent, type Dispatcher, Pool, ProxyAgent, buildConnector } from "undici";
import { NotSentError, notSentReason } from "../http/transport.js";
import type { NotSentReason } from "../errors/lease-failure.js";

const defaultConnectTimeoutMs = 10_000;

/**
 * Connections on which undici sends a request once: over HTTP/2 it would send one again, whatever its
 * method, when the server closes the connection. What goes wrong while connecting is a {@link NotSentError}.
 */
export function onceAgent(connectTimeoutMs = defaultConnectTimeoutMs): Agent {
  const connect = buildConnector({ timeout: connectTimeoutMs, allowH2: false });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    connect: proving(
      connect,
      (error, protocol) =>
        // No request is written before there is a connection, so whatever the reason, it was not sent.
        notSentReason(error) ?? (protocol === "https:" ? "tls" : "refused"),
    ),
  });
}

/**
 * The same through a proxy. Every request goes through a tunnel, so that the proxy sees none, and what goes
 * wrong before the tunnel stands was not sent: undici by itself calls a refused one only "aborted".
 */
export function onceProxyAgent(
  proxy: string,
  connectTimeoutMs = defaultConnectTimeoutMs,
): Dispatcher {
  return new ProxyAgent({
    uri: proxy,
    proxyTunnel: true,
    allowH2: false,
    pipelining: 1,
    connectTimeout: connectTimeoutMs,
    proxyTls: { allowH2: false },
    requestTls: { allowH2: false },
    factory: (origin, options: Pool.Options) =>
      new Pool(origin, { ...options, connect: throughTunnel(options.connect) }),
  });
}

function throughTunnel(connect: Pool.Options["connect"]): buildConnector.connector {
  // The agent gives its pools the function that makes the tunnel.
  if (typeof connect !== "function")
    throw new TypeError("a proxy agent makes its connections itself");
  return proving(connect, (error) => (notSentReason(error) === "tls" ? "tls" : "proxy"));
}

function proving(
  connect: buildConnector.connector,
  reasonOf: (error: Error, protocol: string) => NotSentReason,
): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error === null || error === undefined) return callback(null, socket);
      callback(new NotSentError(reasonOf(error, options.protocol), error), null);
    });
}
