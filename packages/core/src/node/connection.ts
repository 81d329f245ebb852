import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { uptime } from "node:os";
import type { TLSSocket } from "node:tls";
import type { NotSentReason } from "../errors/reasons.js";
import { NotSentError, notSentReason, type ConnectionAhead } from "../http/transport.js";

/** What a connection has to be before anything is written to it. */
export interface Wanted {
  readonly isSecure: boolean;
  readonly connectTimeoutMs: number;
}

/**
 * Calls `write` when there is a connection that the request may go out on: for https one whose certificate was
 * accepted. What goes wrong before was not sent. It holds for any agent, also for one that an editor puts in
 * the place of ours. A machine that sleeps meanwhile may wake when nobody waits for the request any more, and others
 * count on nothing being sent: its timers have stood still.
 */
export function onceConnected(request: ClientRequest, wanted: Wanted, write: () => void): void {
  const { isSecure, connectTimeoutMs } = wanted;
  const before = asleepMs();
  const onSocket = (socket: Socket): void => {
    const fail = (reason: NotSentReason) => request.destroy(new NotSentError(reason, undefined));
    const writeInTime = (): void => {
      // Some systems count the seconds of a machine's uptime as whole ones.
      if (asleepMs() - before > connectTimeoutMs + 1000) fail("connect-timeout");
      else if (isReady(socket, wanted)) write();
      else fail("tls");
    };
    // Written within this event, Node would count the request twice.
    if (isReady(socket, wanted)) {
      process.nextTick(writeInTime);
      return;
    }
    const timer = setTimeout(fail, connectTimeoutMs, "connect-timeout");
    request.once("close", () => clearTimeout(timer));
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      writeInTime();
    });
  };
  if (request.socket) onSocket(request.socket);
  else request.once("socket", onSocket);
}

/**
 * How long the machine has slept, counted from some moment: its uptime goes on then, and the process's own clock does
 * not. To read it takes a tenth of a request. So it is read where the time of day has moved, as it has after a sleep.
 */
function asleepMs(): number {
  const aheadMs = Date.now() - performance.now();
  if (!(Math.abs(aheadMs - slept.aheadMs) < 1000))
    slept = { aheadMs, ms: uptime() * 1000 - performance.now() };
  return slept.ms;
}

let slept = { aheadMs: Number.NaN, ms: 0 };

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

/** Few, so that the request for a token, which the others wait for, still gets a connection. */
const maxAhead = 4;
/** How long one stays open that nobody takes: nobody may say that it is no longer wanted. */
const untakenMs = 10_000;

/** Requests that have a connection, and of which nothing is written before {@link ConnectionsAhead.take}. */
export interface ConnectionsAhead {
  /** @param make - the request, without its headers. @returns undefined when there are enough. */
  add(make: () => ClientRequest, wanted: Wanted): ConnectionAhead | undefined;
  /** Once. Null for one whose connection did not come about, or is gone: nothing was written to it. */
  take(ahead: ConnectionAhead | undefined): ClientRequest | null;
}

export function connectionsAhead(): ConnectionsAhead {
  const waiting = new Map<ConnectionAhead, ClientRequest>();
  return {
    add: (make, wanted) => {
      if (waiting.size >= maxAhead) return undefined;
      const request = make();
      let settle = (_error?: Error) => {};
      const ready = new Promise<void>((resolve, reject) => {
        settle = (error) => (error ? reject(error) : resolve());
      });
      // A read does not wait for it.
      ready.catch(() => {});
      const close = (): void => {
        if (waiting.delete(ahead)) request.destroy();
        settle();
      };
      const ahead: ConnectionAhead = { ready, close };
      waiting.set(ahead, request);
      onceConnected(request, wanted, () => {
        if (!waiting.has(ahead)) return;
        // Open for whoever takes it, without keeping the process alive.
        request.socket?.unref();
        const timer = setTimeout(close, untakenMs).unref();
        request.once("close", () => clearTimeout(timer));
        settle();
      });
      request.on("error", (error) => {
        const reason = error instanceof NotSentError ? error.reason : notSentReason(error);
        if (reason) settle(new NotSentError(reason, error));
        // Whoever takes it opens a new one instead, and sees the error of that.
        close();
      });
      // Some servers answer when they have waited long enough, and a proxy does when it refuses.
      request.on("response", close);
      return ahead;
    },
    take: (ahead) => {
      const request = ahead && waiting.get(ahead);
      if (!request) return null;
      waiting.delete(ahead);
      request.socket?.ref();
      // A proxy's agent may have written the headers by itself.
      if (!request.destroyed && !request.headersSent) return request;
      request.destroy();
      return null;
    },
  };
}
