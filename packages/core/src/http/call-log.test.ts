import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { json, read, serverOver, write } from "../../test/support/call-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { closedPort } from "../../test/support/loopback-server.js";
import { transports } from "../../test/support/transports.js";
import type { Api, Exchange } from "./api.js";
import { call } from "./call.js";

describe.each(transports)("an operation over $name", ({ transport }) => {
  const server = serverOver(transport);

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
    const baseUrl = closedPort;
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
