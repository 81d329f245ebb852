import { isIP, connect } from "node:net";
import { connect as secure } from "node:tls";
import type { buildConnector } from "undici";
import { LeaseError } from "../errors/lease-error.js";
import { checkOptions, refuseOthers } from "../errors/check-options.js";
import { checkTimeout } from "../http/check-given.js";
import { NotSentError } from "../http/transport.js";
import type { Tunnel, TunnelEnd } from "./tunnel.js";
import { patience } from "./connection.js";

/** How long a proxy is waited for. */
export interface TunnelOptions {
  /** How long the proxy may take to be reached and to answer, 10 s each when left out. */
  readonly connectTimeoutMs?: number | undefined;
}

/**
 * The way through an HTTP proxy, which is asked with CONNECT: it learns where a request goes, and nothing of it.
 * What goes wrong before the tunnel stands was not sent.
 * @param proxy - `http://` or `https://`, with user name and password where it asks for them.
 * @throws {LeaseError} `bad-input` for an address that is none, and for an option that is not read.
 */
export function tunnelThrough(proxy: string, options: TunnelOptions = {}): Tunnel {
  checkOptions(options, { connectTimeoutMs: "number" });
  refuseOthers(arguments, 2);
  const address = proxyAddress(proxy);
  const timeout = checkTimeout(options.connectTimeoutMs, "connectTimeoutMs") ?? 10_000;
  return async (end) => {
    // Loaded when a proxy is to be asked, and not before: it takes longer than the rest of a first request.
    const { Client } = await import("undici");
    const client = new Client(address.origin, {
      allowH2: false,
      headersTimeout: timeout,
      connect: proxyConnector(address, timeout),
    });
    const { statusCode, socket } = await client
      .connect({ path: authority(end), headers: headersFor(end, address) })
      .catch((error: unknown) => {
        throw new NotSentError("proxy", error);
      });
    if (statusCode === 200) return socket;
    socket.destroy();
    throw new NotSentError(
      "proxy",
      new Error(`${address.host} answered CONNECT with ${statusCode}`),
    );
  };
}

function proxyAddress(text: string): URL {
  const address = typeof text === "string" ? URL.parse(text) : null;
  const isHttp = address?.protocol === "http:" || address?.protocol === "https:";
  if (isHttp && address.port !== "0" && isEncoded(address)) return address;
  // The address is not repeated: it may hold a password.
  throw new LeaseError({
    kind: "bad-input",
    field: "proxy",
    reason:
      "The address of the proxy cannot be used. Write it as http://name:port or https://name:port, with %40 for an @ in a user name or password, and %25 for a %.",
  });
}

function isEncoded({ username, password }: URL): boolean {
  try {
    return [username, password].every((part) => decodeURIComponent(part) !== null);
  } catch {
    return false;
  }
}

function authority({ hostname, port }: TunnelEnd): string {
  return `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
}

function headersFor(end: TunnelEnd, { username, password }: URL): Record<string, string> {
  const host = authority(end);
  if (username === "") return { host };
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { host, "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` };
}

/**
 * Connects to a proxy itself. What is asked of it stands in the request, and must not decide, as it does by default,
 * whose certificate the proxy has to show.
 */
function proxyConnector(proxy: URL, timeoutMs: number): buildConnector.connector {
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
