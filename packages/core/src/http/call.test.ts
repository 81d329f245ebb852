import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { json, read, serverOver, write } from "../../test/support/call-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { timerByHand } from "../../test/support/timer-by-hand.js";
import { transports } from "../../test/support/transports.js";
import { call } from "./call.js";

describe.each(transports)("an operation over $name", ({ transport }) => {
  const server = serverOver(transport);

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

  it("takes what a cache has kept where it says that it may be, and nowhere else", async () => {
    const { api } = await server((response) =>
      json('{"data":{"number":"1"}}')(response.setHeader("age", "20")),
    );
    expect(await call(api, { ...read, mayBeKept: true })).toEqual({ data: { number: "1" } });
    expect(await failureOf(call(api, read))).toMatchObject({ kind: "no-answer", detail: "age" });
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
      ["a part that nobody asked for", 206, '{"data":{"number":"1"}}', "unexpected-form"],
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

    it("is unclear where it has arrived and reading its answer throws", async () => {
      const { api, requests } = await server((response) => response.writeHead(404).end("{}"));
      const readFailure = () => {
        throw new TypeError("a defect of an adapter");
      };
      const failure = await failureOf(call({ ...api, readFailure }, request));
      expect(failure).toMatchObject({ kind: unclear, reason: "unexpected-form", status: 404 });
      expect(requests).toHaveLength(1);
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
    const stop = new AbortController();
    const pause = timerByHand(30_000);
    const { api, requests } = await server((response) =>
      response.writeHead(503, { "retry-after": "30" }).end(),
    );
    const failure = failureOf(call(api, read, stop.signal));
    await pause.begun;
    stop.abort();
    expect(await failure).toEqual({ kind: "cancelled" });
    pause.end();
    expect(requests).toHaveLength(1);
  });
});
