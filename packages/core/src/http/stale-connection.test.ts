import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { httpServer, onRequest, rawServer } from "../../test/support/loopback-server.js";
import { transports } from "../../test/support/transports.js";
import { send } from "./send.js";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

// An HTTP client may repeat a "safe" or "idempotent" request by itself on a connection that turns out
// to be dead. DELETE counts as idempotent and releases a number, so none of that may happen.
describe.each(transports)("a kept connection over $name", ({ transport }) => {
  const write = (url: string, method: "POST" | "DELETE") =>
    send(
      { effect: "write", method, url, headers: {}, body: method === "POST" ? "{}" : null },
      { transport, timeoutMs: 20_000 },
    );

  describe.each(["POST", "DELETE"] as const)("with a %s", (method) => {
    it("that ends as the request arrives, does not have it sent again", async () => {
      const requests: string[] = [];
      const server = await rawServer((socket) =>
        onRequest(socket, (request) => {
          requests.push(request);
          if (requests.length === 1) socket.write(ok);
          else socket.destroy();
        }),
      );
      await write(server.url, method);
      expect(await failureOf(write(server.url, method))).toMatchObject({
        kind: "outcome-unknown",
        reason: "connection-lost",
      });
      await sleep(50);
      expect(requests).toHaveLength(2);
    });

    it("that was closed after the last answer, carries no request twice", async () => {
      let requests = 0;
      const server = await rawServer((socket) =>
        onRequest(socket, () => {
          requests += 1;
          socket.end(ok);
        }),
      );
      let answered = 0;
      for (let attempt = 0; attempt < 5; attempt += 1) {
        // Without a pause, so that some meet the connection just as it closes.
        await write(server.url, method).then(
          () => (answered += 1),
          () => {},
        );
      }
      expect(requests).toBeLessThanOrEqual(5);
      expect(requests).toBeGreaterThanOrEqual(answered);
    });

    it("does not have a refused request sent again", async () => {
      let requests = 0;
      const server = await httpServer((_request, response) => {
        requests += 1;
        response.writeHead(503, { "retry-after": "0" }).end();
      });
      await write(server.url, method);
      await sleep(50);
      expect(requests).toBe(1);
    });
  });
});
