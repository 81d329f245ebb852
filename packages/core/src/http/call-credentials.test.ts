import { describe, expect, it } from "vitest";
import { LeaseError } from "../errors/lease-error.js";
import { key, json, read, serverOver, write } from "../../test/support/call-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { transports } from "../../test/support/transports.js";
import type { ApiRequest } from "./api.js";
import { call } from "./call.js";

describe.each(transports)("an operation over $name", ({ transport }) => {
  const server = serverOver(transport);

  it("does not send a write again for a 401, however stale the token was", async () => {
    const { api, requests } = await server((response) => response.writeHead(401).end("{}"));
    const credentials = { ...key, refused: () => true };
    await failureOf(call({ ...api, credentials }, write));
    expect(requests).toHaveLength(1);
  });

  it("stops waiting for credentials when it is cancelled", async () => {
    const { api, requests } = await server(json("{}"));
    const credentials = { ...key, headers: () => new Promise<never>(() => {}) };
    const ask = (request: ApiRequest<unknown>) =>
      failureOf(call({ ...api, credentials }, request, AbortSignal.timeout(50)));
    expect(await ask(read)).toEqual({ kind: "cancelled" });
    expect(await ask(write)).toEqual({ kind: "not-sent", reason: "cancelled" });
    expect(requests).toHaveLength(0);
  });

  it("stops waiting for a connection when it is cancelled in the moment in which it has them", async () => {
    const { api, requests } = await server(json("{}"));
    const stop = new AbortController();
    const credentials = {
      ...key,
      headers: async () => {
        stop.abort();
        return {};
      },
    };
    const never = { ready: new Promise<never>(() => {}), close: () => {} };
    const ahead = Object.assign((...given: Parameters<typeof transport>) => transport(...given), {
      connectAhead: () => never,
    });
    const failure = failureOf(call({ ...api, credentials, transport: ahead }, write, stop.signal));
    expect(await failure).toEqual({ kind: "not-sent", reason: "cancelled" });
    expect(requests).toHaveLength(0);
  });

  it("has not sent a write for which there is no token", async () => {
    const { api, requests } = await server(json("{}"));
    const lost = {
      kind: "no-answer",
      reason: "timed-out",
      status: null,
      detail: null,
      retryAfterMs: null,
    } as const;
    const credentials = { ...key, headers: () => Promise.reject(new LeaseError(lost)) };
    expect(await failureOf(call({ ...api, credentials }, write))).toEqual({
      kind: "not-sent",
      reason: "no-token",
    });
    expect(requests).toHaveLength(0);
  });

  it("does not multiply the tries for credentials by those of its own", async () => {
    const { api } = await server(json("{}"));
    let asked = 0;
    const credentials = {
      ...key,
      headers: () => {
        asked += 1;
        return Promise.reject(new LeaseError({ kind: "not-sent", reason: "refused" }));
      },
    };
    await failureOf(call({ ...api, credentials }, read));
    expect(asked).toBe(1);
  });
});
