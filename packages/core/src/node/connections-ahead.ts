import type { ClientRequest } from "node:http";
import { type ConnectionAhead, NotSentError, notSentReason } from "../http/transport.js";
import { type Wanted, onceConnected } from "./connection.js";

/** Few, so that the request for what the others wait for has a connection as well. */
const maxAhead = 4;
/** For one that is wanted no more, and of which nobody says so. */
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
        // It is there for whoever comes, and keeps no process that waits for nothing else.
        request.socket?.unref();
        const timer = setTimeout(close, untakenMs).unref();
        request.once("close", () => clearTimeout(timer));
        settle();
      });
      request.on("error", (error) => {
        const reason = error instanceof NotSentError ? error.reason : notSentReason(error);
        if (reason) settle(new NotSentError(reason, error));
        // Who takes it makes another one, and hears of what becomes of that.
        close();
      });
      // Some servers say so when they have waited long enough, and a proxy when it refuses.
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
