import { createSecureServer } from "node:http2";
import {
  createServer as createTlsServer,
  TLSSocket,
  getCACertificates,
  setDefaultCACertificates,
} from "node:tls";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpRequest, send } from "../http/send.js";
import { LeaseError } from "../errors/lease-error.js";
import { failureOf } from "../../test/support/failure.js";
import {
  closedPort,
  connectProxy,
  httpServer,
  listen,
  onRequest,
  rawServer,
  silentPort,
} from "../../test/support/loopback-server.js";
import { selfSigned } from "../../test/support/self-signed.js";
import { undiciTransport } from "./undici-transport.js";

const post = (url: string): HttpRequest => ({
  effect: "write",
  method: "POST",
  url,
  headers: {},
  body: "{}",
});

const write = (url: string) => send(post(url), { transport: undiciTransport(), timeoutMs: 20_000 });

describe("the transport over undici", () => {
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

  it(
    "has not sent when no connection has come about within its own time",
    { timeout: 30_000 },
    async () => {
      const transport = undiciTransport({ connectTimeoutMs: 300 });
      const failure = await failureOf(
        send(post(await silentPort()), { transport, timeoutMs: 20_000 }),
      );
      expect(failure).toEqual({ kind: "not-sent", reason: "connect-timeout" });
    },
  );

  it.each([0, Number.NaN])("refuses a time of %s ms to connect", (connectTimeoutMs) => {
    expect(() => undiciTransport({ connectTimeoutMs })).toThrow(LeaseError);
  });

  describe("through a proxy", () => {
    const through = (proxy: string, url: string) =>
      send(post(url), { transport: undiciTransport({ proxy }), timeoutMs: 20_000 });

    it("sends through a tunnel, also what needs no security", async () => {
      const server = await httpServer((_request, response) => response.end("{}"));
      const proxy = await connectProxy();
      expect(await through(proxy.url, server.url)).toMatchObject({ status: 200, text: "{}" });
      expect(proxy.asked).toEqual([`127.0.0.1:${server.port}`]);
    });

    it.each([
      ["asks for a password", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"],
      ["forbids it", "HTTP/1.1 403 Forbidden\r\n\r\n"],
      ["cannot get through", "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n"],
      ["hangs up", ""],
      ["is none", "SSH-2.0-none\r\n"],
    ])("has not sent when the proxy %s", async (_name, refusal) => {
      const server = await httpServer((_request, response) => response.end("{}"));
      const proxy = await connectProxy(refusal);
      for (const url of [server.url, server.url.replace("http:", "https:")])
        expect(await failureOf(through(proxy.url, url))).toEqual({
          kind: "not-sent",
          reason: "proxy",
        });
    });

    it("has not sent when nobody is there to be the proxy", async () => {
      const server = await httpServer((_request, response) => response.end("{}"));
      expect(await failureOf(through(await closedPort(), server.url))).toEqual({
        kind: "not-sent",
        reason: "proxy",
      });
    });

    it("does not trust a certificate because a proxy let it through", async () => {
      const server = await listen(createTlsServer(selfSigned));
      const proxy = await connectProxy();
      expect(await failureOf(through(proxy.url, `https://localhost:${server.port}`))).toEqual({
        kind: "not-sent",
        reason: "tls",
      });
    });

    it("does not know what became of a request that was sent", async () => {
      const server = await rawServer((socket) => onRequest(socket, () => socket.resetAndDestroy()));
      const proxy = await connectProxy();
      expect(await failureOf(through(proxy.url, server.url))).toMatchObject({
        kind: "outcome-unknown",
        reason: "connection-lost",
      });
    });

    it.each(["proxy.example:8080", "socks5://127.0.0.1:1", "http//user:secret@proxy"])(
      "refuses %s for a proxy, and does not repeat it",
      (proxy) => {
        expect(() => undiciTransport({ proxy })).toThrow(
          /The address of the proxy has to begin with http:\/\/ or https:\/\/\.$/,
        );
      },
    );
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

  it("reads an empty body, whatever compression it claims", async () => {
    const server = await httpServer((_request, response) => {
      response.writeHead(204, { "content-encoding": "gzip" }).end();
    });
    expect(await write(server.url)).toMatchObject({ status: 204, text: "" });
  });

  describe("with a certificate that is trusted", () => {
    const before = getCACertificates("default");
    beforeAll(() => setDefaultCACertificates([...before, selfSigned.cert]));
    afterAll(() => setDefaultCACertificates(before));

    it("does not speak HTTP/2, over which undici repeats requests by itself", async () => {
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
