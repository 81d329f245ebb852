import { describe, expect, it } from "vitest";
import { httpServer } from "../../test/support/loopback-server.js";
import { transports } from "../../test/support/transports.js";
import { fetchTransport } from "./fetch-transport.js";
import { send } from "./send.js";

const write = { effect: "write", method: "POST", headers: {}, body: "{}" } as const;

describe("the transport over fetch", () => {
  it("takes a redirect that a browser hides for one", async () => {
    const hidden = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null };
    // A Response of this type can be made by a browser only.
    const transport = fetchTransport(() => Promise.resolve(hidden as unknown as Response));
    const response = await send(
      { ...write, url: "http://127.0.0.1:1" },
      { transport, timeoutMs: 20_000 },
    );
    expect(response.status).toBe(302);
  });

  it.each([
    // Prescribed by the Fetch standard, and not to be switched off.
    { name: "fetch", times: 2 },
    { name: "undici", times: 1 },
  ])(
    "sends a request that was misdirected (421) $times times over $name",
    async ({ name, times }) => {
      let requests = 0;
      const server = await httpServer((_request, response) => {
        requests += 1;
        response.writeHead(421).end();
      });
      const found = transports.find((one) => one.name === name);
      if (!found) throw new Error(`no transport ${name}`);
      await send({ ...write, url: server.url }, { transport: found.transport, timeoutMs: 20_000 });
      expect(requests).toBe(times);
    },
  );
});
