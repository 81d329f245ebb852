import { Agent, buildConnector } from "undici";
import { NotSentError, notSentReason } from "../http/transport.js";

/**
 * Connections on which undici sends a request once: over HTTP/2 it would send one again, whatever its
 * method, when the server closes the connection. What goes wrong while connecting is a {@link NotSentError}.
 */
export function onceAgent(): Agent {
  const connect = buildConnector({ timeout: 10_000, allowH2: false });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error === null) return callback(null, socket);
        // No request is written before there is a connection, so whatever the reason, it was not sent.
        const reason = notSentReason(error) ?? (options.protocol === "https:" ? "tls" : "refused");
        callback(new NotSentError(reason, error), null);
      }),
  });
}
