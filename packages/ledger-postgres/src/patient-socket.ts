import { Socket } from "node:net";

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
