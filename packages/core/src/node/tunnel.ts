import type { Agent } from "node:http";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { connect as secure } from "node:tls";
import { callbackify } from "node:util";

/** Where a tunnel has to lead. */
export interface TunnelEnd {
  readonly protocol: "http:" | "https:";
  /** A name, or an address: of IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** Makes a connection to a server through a proxy; null where the server is reached directly. @throws {NotSentError} */
export type Tunnel = (to: TunnelEnd) => Promise<Duplex> | null;

/** Has an agent make its connections through a tunnel: within it comes the security that is the server's own. */
export function throughTunnel(agent: Agent, isSecure: boolean, tunnel: Tunnel): void {
  const direct = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const host = options.host ?? "localhost";
    const opened = tunnel({
      protocol: isSecure ? "https:" : "http:",
      hostname: host,
      port: Number(options.port),
    });
    if (!opened) return direct(options, done);
    const connect = async () => {
      const socket = await opened;
      return isSecure
        ? secure({ ...tls, socket, host, servername: isIP(host) ? "" : host })
        : socket;
    };
    callbackify(connect)((error, socket) => done?.(error, socket));
    return undefined;
  };
}

const tls = { rejectUnauthorized: true, ALPNProtocols: ["http/1.1"] };
