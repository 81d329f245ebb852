import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { NotSentReason } from "../errors/lease-failure.js";
import { NotSentError, notSentReason } from "../http/transport.js";

/** What a connection has to be before anything is written to it. */
export interface Wanted {
  readonly isSecure: boolean;
  readonly connectTimeoutMs: number;
}

/**
 * Calls `write` when there is a connection that the request may go out on: for https one whose certificate was
 * accepted. What goes wrong before was not sent. It holds for any agent, also for one that an editor puts in
 * the place of ours.
 */
export function onceConnected(request: ClientRequest, wanted: Wanted, write: () => void): void {
  const onSocket = (socket: Socket): void => {
    const fail = (reason: NotSentReason) => request.destroy(new NotSentError(reason, undefined));
    // Written within this event, Node would count the request twice.
    if (isReady(socket, wanted)) {
      process.nextTick(write);
      return;
    }
    const timer = setTimeout(fail, wanted.connectTimeoutMs, "connect-timeout");
    request.once("close", () => clearTimeout(timer));
    socket.once(wanted.isSecure ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      if (isReady(socket, wanted)) write();
      else fail("tls");
    });
  };
  if (request.socket) onSocket(request.socket);
  else request.once("socket", onSocket);
}

/** By itself, Node gives up an address after 250 ms when the name has another: too soon for a server far away. */
export function patience(connectTimeoutMs: number) {
  return { autoSelectFamilyAttemptTimeout: Math.ceil(connectTimeoutMs / 4) };
}

function isReady(socket: Socket | TLSSocket, { isSecure }: Wanted): boolean {
  return isSecure ? "authorized" in socket && socket.authorized : !socket.connecting;
}

interface Attempt {
  readonly request: ClientRequest;
  readonly isSecure: boolean;
  readonly signal: AbortSignal;
}

/** What ended a request of which nothing was written. */
export function notSent(error: Error, { request, isSecure, signal }: Attempt): NotSentError {
  if (error instanceof NotSentError) return error;
  if (signal.aborted) return new NotSentError("connect-timeout", error);
  return new NotSentError(notSentReason(error) ?? otherwise(request, isSecure), error);
}

function otherwise({ socket, reusedSocket }: ClientRequest, isSecure: boolean): NotSentReason {
  // An agent that has not even got a socket is an editor's that a proxy failed.
  if (!socket) return "proxy";
  return isSecure && !reusedSocket ? "tls" : "refused";
}
