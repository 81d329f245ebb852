import { once } from "node:events";
import { createSecureServer } from "node:http2";
import dns from "node:dns";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type HttpRequest, send } from "../http/send.js";
import { LeaseError } from "../errors/lease-error.js";
import { failureOf } from "../../test/support/failure.js";
import {
  connectProxy,
  httpServer,
  listen,
  rawServer,
  silentPort,
  slowServer,
} from "../../test/support/loopback-server.js";
import { sleepFor } from "../../test/support/time-passes.js";
import { selfSigned } from "../../test/support/self-signed.js";
import { trustSelfSigned } from "../../test/support/trust-self-signed.js";
import { nodeTransport } from "./node-transport.js";
import { tunnelThrough } from "./tunnel-through.js";

const post = (url: string): HttpRequest => ({
  effect: "write",
  method: "POST",
  url,
  headers: {},
  body: "{}",
});

const write = (url: string) => send(post(url), { transport: nodeTransport(), timeoutMs: 20_000 });

describe("the transport of Node", () => {
  it("has not sent to a server whose certificate it does not trust", async () => {
    const server = await listen(createTlsServer(selfSigned));
    expect(await failureOf(write(`https://localhost:${server.port}`))).toEqual({
      kind: "not-sent",
      reason: "tls",
    });
  });

  it("has not sent to a server that does not speak TLS", async () => {
    const server = await httpServer((_request, response) => response.end());
    expect(await failureOf(write(server.url.replace("http:", "https:")))).toEqual({
      kind: "not-sent",
      reason: "tls",
    });
  });

  it("has not sent when the connection is reset before it is secure", async () => {
    const server = await rawServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await failureOf(write(server.url.replace("http:", "https:")))).toEqual({
      kind: "not-sent",
      reason: "tls",
    });
  });

  it("has not sent when no connection has come about within its own time", async () => {
    const transport = nodeTransport({ connectTimeoutMs: 300 });
    const failure = await failureOf(
      send(post(await silentPort()), { transport, timeoutMs: 20_000 }),
    );
    expect(failure).toEqual({ kind: "not-sent", reason: "connect-timeout" });
  });

  it("has not sent when the time for everything is up before there is a connection", async () => {
    const transport = nodeTransport();
    const failure = await failureOf(send(post(await silentPort()), { transport, timeoutMs: 300 }));
    expect(failure).toEqual({ kind: "not-sent", reason: "connect-timeout" });
  });

  it("waits for a connection that is slow to come, though the name's other address does not answer", async () => {
    const server = await slowServer();
    const { port } = new URL(server.url);
    everyNameHasTwoAddresses();
    const answer = write(`http://far-away.example:${port}`);
    setTimeout(server.accept, 600);
    expect(await answer).toMatchObject({ status: 200 });
  });

  it("has not sent when the machine has slept before there was a connection", async () => {
    const { url, accept } = await slowServer();
    const answer = write(url);
    await sleep(300);
    sleepFor(3600);
    accept();
    expect(await failureOf(answer)).toEqual({ kind: "not-sent", reason: "connect-timeout" });
  });

  it("waits for a proxy in the same way", async () => {
    const { url, accept } = await slowServer();
    everyNameHasTwoAddresses();
    const tunnel = tunnelThrough(`http://far-away.example:${new URL(url).port}`);
    const tunneled = tunnel({ protocol: "https:", hostname: "api.example", port: 443 });
    setTimeout(accept, 600);
    await expect(tunneled).rejects.toMatchObject({
      reason: "proxy",
      cause: { message: expect.stringMatching(/answered CONNECT with 407/) },
    });
  });

  describe("where the environment switches off the check of certificates", () => {
    beforeEach(() => void vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0"));
    afterEach(() => void vi.unstubAllEnvs());

    it.each(["directly", "through a proxy"])("checks them all the same, %s", async (way) => {
      let read = "";
      const server = await listen(
        createTlsServer(selfSigned, (socket) => {
          socket.on("data", (chunk) => (read += chunk.toString())).on("error", () => {});
        }),
      );
      const tunnel = way === "directly" ? undefined : tunnelThrough((await connectProxy()).url);
      const failure = await failureOf(
        send(
          { ...post(`https://localhost:${server.port}`), headers: { authorization: "secret" } },
          { transport: nodeTransport({ tunnel }), timeoutMs: 20_000 },
        ),
      );
      expect(failure).toEqual({ kind: "not-sent", reason: "tls" });
      await sleep(100);
      expect(read).toBe("");
    });
  });

  it.each([25, 5001, 9999.5])("sends within %s ms to connect", async (connectTimeoutMs) => {
    const server = await httpServer((_request, response) => response.end("{}"));
    // By a name: only then are there addresses to choose from.
    const url = server.url.replace("127.0.0.1", "localhost");
    const transport = nodeTransport({ connectTimeoutMs });
    const outcome = await send(post(url), { transport, timeoutMs: 20_000 }).then(
      ({ status }) => status,
      (error: unknown) => error instanceof LeaseError && error.failure,
    );
    // A busy machine may take longer than 25 ms. What it must not be is a time that Node does not take.
    const tooLate = { kind: "not-sent", reason: "connect-timeout" };
    expect(connectTimeoutMs < 1000 ? [200, tooLate] : [200]).toContainEqual(outcome);
  });

  it.each([0, Number.NaN])("refuses a time of %s ms to connect", (connectTimeoutMs) => {
    expect(() => nodeTransport({ connectTimeoutMs })).toThrow(LeaseError);
  });

  it("takes a compressed body that is cut off for a lost connection", async () => {
    const server = await httpServer((_request, response) => {
      const whole = gzipSync("x".repeat(10_000));
      response.writeHead(200, { "content-encoding": "gzip" }).end(whole.subarray(0, 20));
    });
    expect(await failureOf(write(server.url))).toMatchObject({
      kind: "outcome-unknown",
      reason: "connection-lost",
    });
  });

  it("waits for nothing more from a server that goes on in another protocol", async () => {
    const ended: Promise<unknown>[] = [];
    const { url } = await rawServer((socket) => {
      ended.push(once(socket, "close"));
      socket.once("data", () =>
        socket.write(
          "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
        ),
      );
    });
    expect(await failureOf(write(url))).toMatchObject({
      kind: "outcome-unknown",
      reason: "connection-lost",
    });
    await Promise.all(ended);
    expect(ended).toHaveLength(1);
  });

  it("reads an empty body, whatever compression it claims", async () => {
    const server = await httpServer((_request, response) => {
      response.writeHead(204, { "content-encoding": "gzip" }).end();
    });
    expect(await write(server.url)).toMatchObject({ status: 204, text: "" });
  });

  describe("with a certificate that is trusted", () => {
    trustSelfSigned();

    it("does not speak HTTP/2, over which requests are repeated", async () => {
      const versions: string[] = [];
      const server = await listen(
        createSecureServer({ ...selfSigned, allowHTTP1: true }, (request, response) => {
          versions.push(request.httpVersion);
          response.end("{}");
        }),
      );
      await write(`https://localhost:${server.port}`);
      expect(versions).toEqual(["1.1"]);
    });

    it("does not know what became of a request when the security breaks afterwards", async () => {
      const server = await rawServer((socket) => {
        const secure = new TLSSocket(socket, { isServer: true, ...selfSigned });
        // In the clear, on a connection that is not: OpenSSL calls it a wrong version.
        secure.once("data", () => void socket.end("HTTP/1.1 200 OK\r\n\r\n"));
        secure.on("error", () => {});
      });
      expect(await failureOf(write(`https://localhost:${server.port}`))).toMatchObject({
        kind: "outcome-unknown",
        reason: "connection-lost",
      });
    });
  });
});

/** As where IPv6 is off. */
function everyNameHasTwoAddresses(): void {
  const lookup = vi.spyOn(dns, "lookup");
  onTestFinished(() => lookup.mockRestore());
  const addresses = [
    { address: "127.0.0.1", family: 4 },
    { address: "100::1", family: 6 },
  ];
  lookup.mockImplementation(((
    _name: string,
    _options: object,
    found: (error: null, all: typeof addresses) => void,
  ) => found(null, addresses)) as never);
}
