import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { TLSSocket } from "node:tls";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { closedPort, httpServer, listen, rawServer } from "../../test/support/loopback-server.js";
import { selfSigned } from "../../test/support/self-signed.js";
import { trustSelfSigned } from "../../test/support/trust-self-signed.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { createSinchClient, sinchProvider } from "../sinch/index.js";
import { e164 } from "../../test/support/e164.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { nodeTransport } from "./node-transport.js";

const number = e164("+13052000000");
const lease = exampleLease({ number, account: "sinch" });
const isToken = ({ url }: IncomingMessage) => url === "/oauth2/token";

/** As some servers say that they have waited long enough, and proxies that they refuse. */
const nobodyAsked = "HTTP/1.1 408 Request Timeout\r\ncontent-length: 2\r\n\r\n{}";

/** An API over TLS that counts what reaches it, and a token server that answers when it is told to. */
async function servers(connected: (socket: TLSSocket) => void = () => {}) {
  const seen = { connections: 0, open: 0, requests: 0, tokens: 0 };
  const answerToken = (response: ServerResponse) => {
    seen.tokens += 1;
    response.end(JSON.stringify({ access_token: "a-token-of-the-test", expires_in: 3600 }));
  };
  const api = createSecureServer(selfSigned, (request, response) => {
    if (isToken(request)) return answerToken(response);
    seen.requests += 1;
    const one = { phoneNumber: number };
    response.end(JSON.stringify(request.url?.includes("?") ? { activeNumbers: [one] } : one));
  });
  api.on("secureConnection", (socket) => {
    seen.connections += 1;
    seen.open += 1;
    socket.on("error", () => {});
    socket.on("close", () => (seen.open -= 1));
    connected(socket);
  });
  const auth = createServer();
  const asked = once(auth, "request").then(([, response]) => response as ServerResponse);
  const baseUrl = `https://localhost:${(await listen(api)).port}`;
  const authUrl = (await listen(auth)).url;
  const keys = { projectId: "project", keyId: "key", keySecret: "a-secret-of-the-test" };
  const client = (given = authUrl) => createSinchClient({ ...keys, baseUrl, authUrl: given });
  const transport = nodeTransport({ connectTimeoutMs: 2000 });
  const account = (at = baseUrl) => {
    const shared = { account: "sinch", authUrl: `${baseUrl}/oauth2/token`, transport };
    return sinchProvider({ ...keys, ...shared, baseUrl: at });
  };
  return { api, seen, baseUrl, client, account, answerToken, asked };
}

describe("a connection ahead", () => {
  trustSelfSigned();

  it("comes about while the token is asked for, and is the one that the request goes out on", async () => {
    const { seen, client, asked, answerToken } = await servers();
    const found = client().activeNumbers.get(number);
    const token = await asked;
    await expect.poll(() => seen.connections).toBe(1);
    expect(seen.requests).toBe(0);
    answerToken(token);
    expect(await found).toMatchObject({ phoneNumber: number });
    expect(seen).toMatchObject({ connections: 1, requests: 1 });
  });

  it("is there for each type of a list", async () => {
    const { seen, client, asked, answerToken } = await servers();
    const listed = all(client().activeNumbers.list());
    const token = await asked;
    await expect.poll(() => seen.connections).toBe(3);
    answerToken(token);
    expect(await listed).toHaveLength(1);
    expect(seen).toMatchObject({ connections: 3, requests: 3 });
  });

  it("has the request sent once over another one, where the server has ended it meanwhile", async () => {
    let ended = 0;
    const { seen, client, asked, answerToken } = await servers((socket) => {
      if (ended === 0) socket.destroy();
      ended += 1;
    });
    const found = client().activeNumbers.get(number);
    const token = await asked;
    await expect.poll(() => ended > 0 && seen.open).toBe(0);
    answerToken(token);
    expect(await found).toMatchObject({ phoneNumber: number });
    expect(seen).toMatchObject({ connections: 2, requests: 1 });
  });

  it.each([
    ["and ended", (socket: TLSSocket) => void socket.end(nobodyAsked)],
    ["and kept", (socket: TLSSocket) => void socket.write(nobodyAsked)],
  ])(
    "has the request sent once over another one, where one is answered that nobody asked on, %s",
    async (_how, say) => {
      let connections = 0;
      const { seen, client, asked, answerToken } = await servers((socket) => {
        connections += 1;
        if (connections === 1) say(socket);
      });
      const found = client().activeNumbers.get(number);
      const token = await asked;
      await expect.poll(() => connections === 1 && seen.open).toBe(0);
      answerToken(token);
      expect(await found).toMatchObject({ phoneNumber: number });
      expect(seen).toMatchObject({ connections: 2, requests: 1 });
    },
  );

  it("is let go of when there is no token", async () => {
    const { seen, client, asked } = await servers();
    const failure = failureOf(client().activeNumbers.get(number));
    const token = await asked;
    await expect.poll(() => seen.open).toBe(1);
    token.writeHead(401).end(JSON.stringify({ error: "invalid_client" }));
    expect(await failure).toEqual({ kind: "unauthorized" });
    await expect.poll(() => seen.open).toBe(0);
    expect(seen.requests).toBe(0);
  });

  it("is let go of when nobody waits any longer", async () => {
    const { seen, client, asked } = await servers();
    const { signal, abort } = withAbort();
    const failure = failureOf(client().activeNumbers.get(number, { signal }));
    await asked;
    await expect.poll(() => seen.open).toBe(1);
    abort();
    expect(await failure).toEqual({ kind: "cancelled" });
    await expect.poll(() => seen.open).toBe(0);
  });

  it("is there for a write before that counts as ready, and is the one that it goes out on", async () => {
    const { seen, account } = await servers();
    const release = await account().prepareRelease(lease);
    // One more is the token's. A server learns last that a connection is secure.
    await expect.poll(() => seen.connections).toBe(2);
    expect(seen.requests).toBe(0);
    await release.send();
    expect(seen).toMatchObject({ connections: 2, requests: 1 });
  });

  it.each([
    ["is refused", "refused", async (): Promise<string> => closedPort],
    ["is not answered", "connect-timeout", async () => (await rawServer(() => {})).url],
  ] as const)("that %s ends a write before that counts as ready", async (_how, reason, place) => {
    const { account } = await servers();
    const baseUrl = (await place()).replace("http:", "https:");
    const release = account(baseUrl).prepareRelease(lease);
    expect(await failureOf(release)).toEqual({ kind: "not-sent", reason });
  });

  it("that is refused ends a release which was not marked as sent", async () => {
    const { api, seen, account } = await servers();
    const ledger = memoryLedger();
    const client = createLeaseClient({ accounts: [account()], ledger });
    const found = await client.get("sinch", number);
    if (found.kind !== "owned") throw new Error(found.kind);
    // What is asked for next is answered, over the connection that is there.
    api.on("request", () => api.close());
    const failure = failureOf(client.release(found.lease, { confirm: number.slice(-4) }));
    expect(await failure).toEqual({ kind: "not-sent", reason: "refused" });
    const [operation] = await ledger.operations();
    const history = await ledger.history(operation?.id ?? "");
    expect(history.map(({ event }) => event.kind)).toEqual(["not-sent"]);
    expect(seen.requests).toBe(2);
  });

  it("leaves one for the token itself, however many wait for it", async () => {
    const { seen, baseUrl, client } = await servers();
    const { activeNumbers } = client(`${baseUrl}/oauth2/token`);
    await Promise.all(Array.from({ length: 60 }, () => activeNumbers.get(number)));
    expect(seen).toMatchObject({ requests: 60, tokens: 1 });
  });
});

it("whose certificate is not valid ends a write before that counts as ready", async () => {
  const { url } = await listen(createSecureServer(selfSigned));
  const token = JSON.stringify({ access_token: "a-token-of-the-test", expires_in: 3600 });
  const authUrl = (await httpServer((_request, response) => response.end(token))).url;
  const keys = { projectId: "project", keyId: "key", keySecret: "a-secret-of-the-test" };
  const baseUrl = url.replace("http:", "https:");
  const account = sinchProvider({ ...keys, account: "sinch", baseUrl, authUrl });
  const failure = { kind: "not-sent", reason: "tls" };
  expect(await failureOf(account.prepareRelease(lease))).toEqual(failure);
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const kept: Item[] = [];
  for await (const item of items) kept.push(item);
  return kept;
}

function withAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
