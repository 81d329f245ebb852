import type { ClientRequest } from "node:http";
import { type ConnectionAhead, NotSentError, notSentReason } from "../http/transport.js";
import { type Wanted, onceConnected } from "./connection.js";

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
