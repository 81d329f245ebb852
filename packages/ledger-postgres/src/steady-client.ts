import type { Duplex } from "node:stream";
import { Socket } from "node:net";
import { Client, type ClientConfig } from "pg";
import { unread } from "./errors.js";

/**
 * node-postgres throws what it cannot read where nobody can catch it, and the process would end with that: here it is
 * the connection that ends.
 */
export class SteadyClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    // node-postgres has it, and its types do not.
    const wire = this.connection as unknown as Wire;
    const attach = wire.attachListeners.bind(wire);
    wire.attachListeners = (stream) => {
      attach(stream);
      for (const listener of stream.listeners("data")) {
        stream.off("data", listener as Listener);
        stream.on("data", (said: Buffer) => {
          try {
            listener.call(stream, said);
          } catch (cause) {
            stream.destroy(unread(cause));
          }
        });
      }
    };
  }
}

type Listener = (said: Buffer) => void;

interface Wire {
  /** To what the server says, encrypted or not. */
  attachListeners(stream: Duplex): void;
}

/**
 * The socket that the driver connects. By itself, Node gives up an address after 250 ms when the name has another: too
 * soon for a database far away, or where IPv6 is off.
 */
export function patientSocket(connectTimeoutMs: number): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  return Object.assign(socket, {
    connect: (port: number, host: string) =>
      connect({ port, host, autoSelectFamilyAttemptTimeout: Math.ceil(connectTimeoutMs / 4) }),
  });
}
