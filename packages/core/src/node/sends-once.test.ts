import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch as undiciFetch } from "undici";
import { describe, expect, it } from "vitest";
import { fetchTransport } from "../http/fetch-transport.js";
import { type HttpRequest, send } from "../http/send.js";
import type { Transport } from "../http/transport.js";
import { refusals, refusingServer } from "../../test/support/http2-refusals.js";
import { selfSigned } from "../../test/support/self-signed.js";
import { trustSelfSigned } from "../../test/support/trust-self-signed.js";
import { nodeTransport } from "./node-transport.js";

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
  refusal: (typeof refusals)[number],
): Promise<number> {
  const server = await refusingServer(refusal);
  const url = `${server.origin}/number`;
  const look: HttpRequest = { effect: "read", method: "GET", url, headers: {}, body: null };
  await send(look, { transport, timeoutMs: 20_000 });
  const release: HttpRequest = { ...look, effect: "write", method: "DELETE" };
  await send(release, { transport, timeoutMs: 20_000 }).catch(() => {});
  await sleep(200);
  return server.received();
}
