import { type ServerHttp2Stream, constants, createSecureServer } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch as undiciFetch } from "undici";
import { describe, expect, it } from "vitest";
import { fetchTransport } from "../http/fetch-transport.js";
import { type HttpRequest, send } from "../http/send.js";
import type { Transport } from "../http/transport.js";
import { listen } from "../../test/support/loopback-server.js";
import { selfSigned } from "../../test/support/self-signed.js";
import { trustSelfSigned } from "../../test/support/trust-self-signed.js";
import { nodeTransport } from "./node-transport.js";

interface Refusal {
  readonly name: string;
  /** What is done to the stream of the first release. */
  readonly refuse: (stream: ServerHttp2Stream) => void;
  /** The nearest that HTTP/1.1 has: a status, or the end of the connection. */
  readonly status: number | null;
}

/** What a server may do that makes clients send a request again, since it says that it did nothing about it. */
const refusals: readonly Refusal[] = [
  {
    name: "goes away",
    refuse: ({ session }) => {
      session?.goaway(constants.NGHTTP2_NO_ERROR, 1);
      setTimeout(() => session?.destroy(), 50);
    },
    status: null,
  },
  {
    name: "refuses the stream",
    refuse: (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    status: null,
  },
  {
    name: "calls it misdirected",
    refuse: (stream) => stream.respond({ ":status": 421 }, { endStream: true }),
    status: 421,
  },
];

describe("when a server that speaks HTTP/2", () => {
  trustSelfSigned();

  it.each(refusals)("$name, a release was sent to it once", async (refusal) => {
    expect(await releasesReceived(nodeTransport(), refusal)).toBe(1);
  });

  // Why `fetch` has to be told that a write may be sent twice.
  it.each(refusals)("$name, a release over fetch was sent to it twice", async (refusal) => {
    const dispatcher = new Agent({ allowH2: true, connect: { ca: selfSigned.cert } });
    // undici's fetch is what Node's is made of; only its types are another package's.
    const fetch = (input: string, init: object) => undiciFetch(input, { ...init, dispatcher });
    const transport = fetchTransport(fetch, { writes: "may-be-sent-twice" });
    expect(await releasesReceived(transport, refusal)).toBe(2);
  });
});

/** How often the release arrives, on a connection that has been used before. */
async function releasesReceived(
  transport: Transport,
  { refuse, status }: Refusal,
): Promise<number> {
  let received = 0;
  const server = createSecureServer({ ...selfSigned, allowHTTP1: true });
  server.on("stream", (stream, headers) => {
    if (headers[":method"] === "DELETE") received += 1;
    if (received === 1) refuse(stream);
    else stream.respond({ ":status": 200 }, { endStream: true });
  });
  server.on("request", ({ httpVersion, method }, response) => {
    if (httpVersion === "2.0") return;
    if (method === "DELETE") received += 1;
    if (received !== 1) response.end();
    else if (status === null) response.socket?.destroy();
    else response.writeHead(status).end();
  });
  const { port } = await listen(server);
  const url = `https://localhost:${port}/number`;
  const look: HttpRequest = { effect: "read", method: "GET", url, headers: {}, body: null };
  await send(look, { transport, timeoutMs: 5000 });
  const release: HttpRequest = { ...look, effect: "write", method: "DELETE" };
  await send(release, { transport, timeoutMs: 5000 }).catch(() => {});
  await sleep(200);
  return received;
}
