import { createServer as createTlsProxy } from "node:https";
import type { Socket } from "node:net";
import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
} from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { type HttpRequest, send } from "../http/send.js";
import { failureOf } from "../../test/support/failure.js";
import {
  closedPort,
  connectProxy,
  httpServer,
  listen,
  onRequest,
  rawServer,
} from "../../test/support/loopback-server.js";
import { selfSigned } from "../../test/support/self-signed.js";
import { nodeTransport } from "./node-transport.js";
import { tunnelThrough } from "./tunnel-through.js";

const post = (url: string): HttpRequest => ({
  effect: "write",
  method: "POST",
  url,
  headers: {},
  body: "{}",
});

describe("the transport of Node", () => {
  describe("through a proxy", () => {
    const through = (proxy: string, url: string) =>
      send(post(url), {
        transport: nodeTransport({ tunnel: tunnelThrough(proxy) }),
        timeoutMs: 20_000,
      });

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
      expect(await failureOf(through(closedPort, server.url))).toEqual({
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

    it("asks a proxy that is itself reached with TLS, and checks that it is that one", async () => {
      const asked: string[] = [];
      const proxy = await listen(
        createTlsProxy(selfSigned).on("connect", (request, socket: Socket) => {
          asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
          socket.end("HTTP/1.1 407 Who are you\r\n\r\n");
        }),
      );
      const ask = (host: string) =>
        tunnelThrough(`https://me:it@${host}:${proxy.port}`)({
          protocol: "https:",
          hostname: "api.example",
          port: 443,
        });
      const trusted = getCACertificates();
      onTestFinished(() => setDefaultCACertificates(trusted));
      await expect(ask("localhost")).rejects.toMatchObject({ reason: "proxy" });
      expect(asked).toEqual([]);
      setDefaultCACertificates([...trusted, selfSigned.cert]);
      for (const host of ["localhost", "127.0.0.1"])
        await expect(ask(host)).rejects.toMatchObject({
          cause: { message: expect.stringMatching(/answered CONNECT with 407/) },
        });
      const login = `Basic ${btoa("me:it")}`;
      expect(asked).toEqual([`api.example:443 ${login}`, `api.example:443 ${login}`]);
    });

    it.each(["proxy.example:8080", "socks5://127.0.0.1:1", "http//user:secret@proxy"])(
      "refuses %s for a proxy, and does not repeat it",
      (proxy) => {
        expect(() => tunnelThrough(proxy)).toThrow(
          /The address of the proxy cannot be used\. Write it as http:\/\/name:port/,
        );
      },
    );
  });
});
