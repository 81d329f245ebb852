import { describe, expect, it } from "vitest";
import * as z from "#zod";
import { failureOf } from "../../test/support/failure.js";
import { httpServer } from "../../test/support/loopback-server.js";
import type { Api, ApiRequest } from "./api.js";
import { call } from "./call.js";
import { fetchTransport } from "./fetch-transport.js";
import { send } from "./send.js";

const write = { effect: "write", method: "POST", headers: {}, body: "{}" } as const;

describe("the transport over fetch", () => {
  it("takes a redirect that a browser hides for one", async () => {
    const hidden = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null };
    // A Response of this type can be made by a browser only.
    const transport = fetchTransport(() => Promise.resolve(hidden as unknown as Response), {
      writes: "may-be-sent-twice",
    });
    const response = await send(
      { ...write, url: "http://127.0.0.1:1" },
      { transport, timeoutMs: 20_000 },
    );
    expect(response.status).toBe(302);
  });

  it("sends nothing that may cost money, unless it is told that it may be sent twice", async () => {
    const methods: (string | undefined)[] = [];
    const server = await httpServer((request, response) => {
      methods.push(request.method);
      response.end("{}");
    });
    const asked = {
      operation: "test.read",
      effect: "read",
      method: "GET",
      path: "/",
      answer: z.object({}),
      whenMissing: "rejected",
    } as const satisfies ApiRequest<unknown>;
    const request = { ...asked, effect: "write", method: "DELETE" } as const;
    const api = (writes: "refused" | "may-be-sent-twice"): Api => ({
      baseUrl: server.url,
      transport: fetchTransport(globalThis.fetch, { writes }),
      credentials: { secrets: [], headers: () => Promise.resolve({}), refused: () => false },
      readFailure: () => null,
    });
    await call(api("refused"), asked);
    expect(await failureOf(call(api("refused"), request))).toMatchObject({
      kind: "bad-input",
      field: "transport",
    });
    expect(methods).toEqual(["GET"]);
    await call(api("may-be-sent-twice"), request);
    expect(methods).toEqual(["GET", "DELETE"]);
  });
});
