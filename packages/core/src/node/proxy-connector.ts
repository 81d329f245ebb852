import { isIP, connect } from "node:net";
import { connect as secure } from "node:tls";
import type { buildConnector } from "undici";
import { patience } from "./connection.js";

/**
 * Connects to a proxy itself. What is asked of it stands in the request, and must not decide, as it does by default,
 * whose certificate the proxy has to show.
 */
export function proxyConnector(proxy: URL, timeoutMs: number): buildConnector.connector {
  const isSecure = proxy.protocol === "https:";
  const host = proxy.hostname.replace(/^\[|\]$/g, "");
  const port = Number(proxy.port || (isSecure ? 443 : 80));
  const to = { host, port, noDelay: true, ...patience(timeoutMs) };
  const tls = { rejectUnauthorized: true, ALPNProtocols: ["http/1.1"] };
  return (_asked, done) => {
    const socket = isSecure
      ? secure({ ...to, ...tls, servername: isIP(host) ? "" : host })
      : connect(to);
    const timer = setTimeout(() => {
      socket.destroy(new Error("the proxy was not reached in time"));
    }, timeoutMs);
    const failed = (error: Error): void => {
      clearTimeout(timer);
      done(error, null);
    };
    socket.once("error", failed);
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      socket.off("error", failed);
      done(null, socket);
    });
  };
}
