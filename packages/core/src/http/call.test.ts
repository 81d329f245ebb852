import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { LeaseError } from "../errors/lease-error.js";
import { failureOf } from "../../test/support/failure.js";
import { closedPort, httpServer } from "../../test/support/loopback-server.js";
import { transports } from "../../test/support/transports.js";
import type { Api, ApiRequest, Credentials, Exchange } from "./api.js";
import { call } from "./call.js";

const key: Credentials = {
  secrets: ["planted-secret"],
  headers: () => Promise.resolve({ authorization: "Token planted-secret" }),
  refused: () => false,
};

const read = {
  operation: "test.read",
  effect: "read",
  method: "GET",
  path: "/thing",
  answer: z.object({ data: z.object({ number: z.string() }) }),
  whenMissing: "rejected",
} as const satisfies ApiRequest<unknown>;
const write = {
  ...read,
  operation: "test.write",
  effect: "write",
  method: "POST",
  body: {},
} as const;

describe.each(transports)("an operation over $name", ({ transport }) => {
  /** A server that answers the n-th request (from 1) with the n-th of `answers`, then with the last. */
  async function server(...answers: ((response: ServerResponse) => void)[]) {
    const requests: IncomingMessage[] = [];
    const { url } = await httpServer((request, response) => {
      requests.push(request);
      request
        .resume()
        .on("end", () => (answers[requests.length - 1] ?? answers.at(-1))?.(response));
    });
    const api: Api = { baseUrl: url, transport, credentials: key, readFailure: () => null };
    return { api, requests };
  }

  it("gives what the answer's schema makes of it, and ignores the rest", async () => {
    const { api } = await server(
      json('{"data":{"number":"1","__proto__":{"x":1},"more":2},"a":1}'),
    );
    expect(await call(api, read)).toEqual({ data: { number: "1" } });
  });

  it.each(["application/octet-stream", "text/html"])(
    "goes by what the body holds and not by a content type of %s",
    async (type) => {
      const { api } = await server((response) =>
        response.writeHead(200, { "content-type": type }).end('{"data":{"number":"1"}}'),
      );
      expect(await call(api, write)).toEqual({ data: { number: "1" } });
    },
  );

  it("sends JSON, and asks for it", async () => {
    const { api, requests } = await server(json('{"data":{"number":"1"}}'));
    await call(api, write);
    expect(requests[0]?.headers).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
      "content-length": "2",
      authorization: "Token planted-secret",
    });
  });

  it("does not leave its origin, whatever a path says", async () => {
    const { api, requests } = await server(json("{}"));
    await expect(call(api, { ...read, path: "@leaseline.invalid/x" })).rejects.toThrow(RangeError);
    expect(requests).toHaveLength(0);
  });

  describe.each([read, write])("that is a $effect", (request) => {
    const unclear = request.effect === "read" ? "no-answer" : "outcome-unknown";

    it("tells what the provider calls the request, and no key that is put there", async () => {
      for (const [id, told] of [
        ["req_0123456789", "req_0123456789"],
        ["planted-secret", undefined],
      ]) {
        const { api } = await server((response) =>
          response.writeHead(404, { "x-request-id": id }).end("<html>"),
        );
        const failure = await failureOf(call(api, request));
        expect(failure).toMatchObject({ kind: unclear });
        expect("requestId" in failure ? failure.requestId : undefined).toBe(told);
      }
    });

    it.each([
      ["HTML with status 200", 200, "<html>", "not-json"],
      ["an empty answer", 200, "", "empty-answer"],
      ["half of a JSON text", 200, '{"data":', "not-json"],
      ["HTML with status 403", 403, "<html>", "not-json"],
      ["HTML with status 404", 404, "<html>", "not-json"],
      ["a 404 in a form that is not the provider's", 404, '{"x":1}', "unexpected-form"],
      ["an answer that lacks a field", 200, '{"data":{}}', "unexpected-form"],
      ["a redirect", 307, "", "redirected"],
      ["a 409 in a form that is not the provider's", 409, "{}", "unexpected-form"],
      ["a 408", 408, "{}", "server-error"],
      ["a 429", 429, "{}", "rate-limited"],
      ["a 500", 500, "{}", "server-error"],
      ["a 502", 502, "<html>", "server-error"],
      ["a 503", 503, "{}", "server-error"],
      ["a 504", 504, "", "server-error"],
    ])("is unclear after %s", async (_name, status, body, reason) => {
      const { api } = await server((response) =>
        response.writeHead(status, { "retry-after": "0" }).end(body),
      );
      expect(await failureOf(call(api, request))).toMatchObject({ kind: unclear, reason, status });
    });

    it("names the field that is missing, and not what is there", async () => {
      const { api } = await server(json('{"data":{"number":13055550100}}'));
      const failure = await failureOf(call(api, request));
      expect(failure).toMatchObject({ detail: "data.number: string expected" });
    });
  });

  it("sends a write once, whatever the answer", async () => {
    const { api, requests } = await server((response) =>
      response.writeHead(503, { "retry-after": "0" }).end(),
    );
    await failureOf(call(api, write));
    await sleep(50);
    expect(requests).toHaveLength(1);
  });

  it("does not send a write again for a 401, however stale the token was", async () => {
    const { api, requests } = await server((response) => response.writeHead(401).end("{}"));
    const credentials = { ...key, refused: () => true };
    await failureOf(call({ ...api, credentials }, write));
    expect(requests).toHaveLength(1);
  });

  it("asks a read three times at most", async () => {
    const { api, requests } = await server((response) =>
      response.writeHead(503, { "retry-after": "0" }).end(),
    );
    await failureOf(call(api, read));
    expect(requests).toHaveLength(3);
  });

  it("asks a read again until there is a clear answer", async () => {
    const { api, requests } = await server(
      (response) => response.socket?.destroy(),
      (response) => response.writeHead(429, { "retry-after": "0" }).end(),
      json('{"data":{"number":"1"}}'),
    );
    expect(await call(api, read)).toEqual({ data: { number: "1" } });
    expect(requests).toHaveLength(3);
  });

  it("does not ask again for what asking cannot change", async () => {
    const { api, requests } = await server(json("<html>"));
    await failureOf(call(api, read));
    expect(requests).toHaveLength(1);
  });

  it("stops waiting for the next try when it is cancelled", async () => {
    const { api, requests } = await server((response) =>
      response.writeHead(503, { "retry-after": "30" }).end(),
    );
    const start = performance.now();
    const failure = await failureOf(call(api, read, AbortSignal.timeout(100)));
    expect(failure).toEqual({ kind: "cancelled" });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(requests).toHaveLength(1);
  });

  it("stops waiting for credentials when it is cancelled", async () => {
    const { api, requests } = await server(json("{}"));
    const credentials = { ...key, headers: () => new Promise<never>(() => {}) };
    const ask = (request: ApiRequest<unknown>) =>
      failureOf(call({ ...api, credentials }, request, AbortSignal.timeout(50)));
    expect(await ask(read)).toEqual({ kind: "cancelled" });
    expect(await ask(write)).toEqual({ kind: "not-sent", reason: "cancelled" });
    expect(requests).toHaveLength(0);
  });

  it("has not sent a write for which there is no token", async () => {
    const { api, requests } = await server(json("{}"));
    const lost = {
      kind: "no-answer",
      reason: "timed-out",
      status: null,
      detail: null,
      retryAfterMs: null,
    } as const;
    const credentials = { ...key, headers: () => Promise.reject(new LeaseError(lost)) };
    expect(await failureOf(call({ ...api, credentials }, write))).toEqual({
      kind: "not-sent",
      reason: "no-token",
    });
    expect(requests).toHaveLength(0);
  });

  it("does not multiply the tries for credentials by those of its own", async () => {
    const { api } = await server(json("{}"));
    let asked = 0;
    const credentials = {
      ...key,
      headers: () => {
        asked += 1;
        return Promise.reject(new LeaseError({ kind: "not-sent", reason: "refused" }));
      },
    };
    await failureOf(call({ ...api, credentials }, read));
    expect(asked).toBe(1);
  });

  it("tells a log what was exchanged, without what was in it", async () => {
    const { api } = await server(json('{"data":{"number":"+13055550100"}}'));
    const told: Exchange[] = [];
    await call({ ...api, onExchange: (exchange) => told.push(exchange) }, write);
    expect(told).toEqual([
      {
        operation: "test.write",
        effect: "write",
        status: 200,
        requestId: null,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("tells a log what the provider calls the request", async () => {
    const { api } = await server((response) =>
      response.writeHead(500, { "X-Request-Id": "req_0123456789" }).end(),
    );
    const told: Exchange[] = [];
    await failureOf(call({ ...api, onExchange: (one) => told.push(one) }, write));
    expect(told).toMatchObject([{ requestId: "req_0123456789" }]);
  });

  it("says what it is that asks", async () => {
    const { api, requests } = await server(json('{"data":{"number":"1"}}'));
    await call(api, read);
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect(requests[0]?.headers["user-agent"]).toBe(`leaseline/${version}`);
  });

  it("tells a log of an exchange without an answer", async () => {
    const { api } = await server(json("{}"));
    const told: Exchange[] = [];
    const baseUrl = await closedPort();
    await failureOf(call({ ...api, baseUrl, onExchange: (one) => told.push(one) }, write));
    expect(told).toMatchObject([{ status: null }]);
  });

  it("is done when it is done, even if the log throws", async () => {
    const { api } = await server(json('{"data":{"number":"1"}}'));
    const onExchange = () => {
      throw new Error("disk full");
    };
    expect(await call({ ...api, onExchange }, write)).toEqual({ data: { number: "1" } });
  });

  it.each(["planted-secret", String.raw`plan\u0074ed\u002dsecret`])(
    "does not show a secret that an answer repeats as %s",
    async (said) => {
      const { api } = await server((response) => response.writeHead(400).end(`{"said":"${said}"}`));
      const seen: unknown[] = [];
      const readFailure: Api["readFailure"] = ({ body }) => {
        seen.push(body);
        return null;
      };
      await failureOf(call({ ...api, readFailure }, write));
      expect(seen).toEqual([{ said: "•••" }]);
    },
  );
});

function json(text: string) {
  return (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "application/json" }).end(text);
}
