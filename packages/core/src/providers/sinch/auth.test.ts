import type { Operation } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { closedPort, httpServer } from "../../../test/support/loopback-server.js";
import { sinchStage } from "../../../test/support/sinch-stage.js";
import { timerByHand } from "../../../test/support/timer-by-hand.js";
import { transports } from "../../../test/support/transports.js";

const {
  control,
  clients,
  numbers: { plain },
} = await sinchStage();
const hourMs = 3_600_000;

describe.each(transports)("Sinch's credentials over $name", ({ transport }) => {
  const client = clients(transport);
  const count = (operation: Operation) => control.requests(operation).length;
  const down = { status: 503, headers: { "retry-after": "0" }, times: "always" } as const;

  it("take one token for fifty calls at once", async () => {
    const { availableNumbers } = client();
    await Promise.all(Array.from({ length: 50 }, () => availableNumbers.check(plain)));
    expect(count("sinch.token")).toBe(1);
    expect(count("sinch.check")).toBe(50);
  });

  it("ask for nothing until there is a call", async () => {
    client();
    expect(control.requests()).toEqual([]);
  });

  it("are renewed once when a token has expired, however many reads find out", async () => {
    const { availableNumbers } = client();
    await availableNumbers.check(plain);
    control.clock.advance(hourMs);
    await Promise.all(Array.from({ length: 50 }, () => availableNumbers.check(plain)));
    expect(count("sinch.token")).toBe(2);
  });

  it("are not thrown away again by a read that finds out late", async () => {
    const { availableNumbers } = client();
    await availableNumbers.check(plain);
    control.clock.advance(hourMs);
    control.fault("sinch.check", { delayMs: 150 });
    const late = availableNumbers.check(plain);
    await expect.poll(() => count("sinch.check")).toBe(2);
    await availableNumbers.check(plain);
    await late;
    expect(count("sinch.token")).toBe(2);
  });

  it("do not have a write repeated when the token has expired, and serve the next one", async () => {
    const { availableNumbers } = client();
    await availableNumbers.check(plain);
    control.clock.advance(hourMs);
    expect(await failureOf(availableNumbers.rent(plain))).toEqual({ kind: "unauthorized" });
    expect(control.writes()["sinch.rent"]).toEqual({ received: 1, committed: 0 });
    expect(await availableNumbers.rent(plain)).toMatchObject({ phoneNumber: plain });
  });

  it("are renewed after any 401, such as one to a token that was revoked", async () => {
    const { availableNumbers } = client();
    await availableNumbers.check(plain);
    const revoked = { error: { code: 401, message: "", status: "UNAUTHENTICATED", details: [] } };
    control.fault("sinch.check", { status: 401, body: revoked });
    expect(await availableNumbers.check(plain)).toMatchObject({ phoneNumber: plain });
    expect(count("sinch.token")).toBe(2);
    control.fault("sinch.rent", { status: 401, body: revoked });
    expect(await failureOf(availableNumbers.rent(plain))).toEqual({ kind: "unauthorized" });
    expect(control.writes()["sinch.rent"].received).toBe(1);
    expect(await availableNumbers.rent(plain)).toMatchObject({ phoneNumber: plain });
    expect(count("sinch.token")).toBe(3);
  });

  it("are asked for once more, and no oftener, where every token is refused", async () => {
    const challenge = { status: 401, body: "", headers: { "www-authenticate": "Bearer" } };
    control.fault("sinch.check", { ...challenge, times: "always" });
    const { availableNumbers } = client();
    expect(await failureOf(availableNumbers.check(plain))).toEqual({ kind: "unauthorized" });
    expect(count("sinch.token")).toBe(2);
    expect(count("sinch.check")).toBe(2);
  });

  it.each([
    ["as text", '"3599"'],
    ["not at all", undefined],
    ["as null", "null"],
    ["as no time", '"soon"'],
    ["as nothing left", "0"],
  ])("are used for a while where their lifetime is said %s", async (_name, seconds) => {
    let tokens = 0;
    const server = await httpServer((_request, response) => {
      tokens += 1;
      const lifetime = seconds === undefined ? "" : `,"expires_in":${seconds}`;
      response.end(`{"access_token":"short"${lifetime}}`);
    });
    const { availableNumbers } = client({ authUrl: server.url });
    await failureOf(availableNumbers.check(plain));
    await failureOf(availableNumbers.check(plain));
    expect(tokens).toBe(1);
  });

  it.each(["3600", '"3600"'])(
    "are used until a minute before the end that is said as %s",
    async (said) => {
      let tokens = 0;
      const server = await httpServer((_request, response) => {
        tokens += 1;
        response.end(`{"access_token":"long","expires_in":${said}}`);
      });
      const now = performance.now.bind(performance);
      let minutes = 0;
      vi.spyOn(performance, "now").mockImplementation(() => now() + minutes * 60_000);
      onTestFinished(() => void vi.restoreAllMocks());
      const { availableNumbers } = client({ authUrl: server.url });
      const taken = [];
      for (minutes of [0, 58, 60]) {
        await failureOf(availableNumbers.check(plain));
        taken.push(tokens);
      }
      expect(taken).toEqual([1, 1, 2]);
    },
  );

  it.each(["a\r\nx: y", "ключ", "a b"])("are none that no header takes: %j", async (token) => {
    const server = await httpServer((_request, response) => {
      response.end(JSON.stringify({ access_token: token }));
    });
    const { availableNumbers } = client({ authUrl: server.url });
    expect(await failureOf(availableNumbers.rent(plain))).toEqual({
      kind: "not-sent",
      reason: "no-token",
    });
  });

  it("take one token for its lifetime, however short that is", async () => {
    let tokens = 0;
    const server = await httpServer((_request, response) => {
      tokens += 1;
      response.end('{"access_token":"short","expires_in":30}');
    });
    const { availableNumbers } = client({ authUrl: server.url });
    await failureOf(availableNumbers.check(plain));
    await failureOf(availableNumbers.check(plain));
    expect(tokens).toBe(1);
  });

  it("go as key and secret with every request when that is wanted", async () => {
    await client({ auth: "basic" }).availableNumbers.check(plain);
    expect(count("sinch.token")).toBe(0);
  });

  it("are asked for three times at most, for all the tries of a read together", async () => {
    control.fault("sinch.token", down);
    expect(await failureOf(client().availableNumbers.check(plain))).toMatchObject({
      kind: "no-answer",
      reason: "server-error",
    });
    expect(count("sinch.token")).toBe(3);
  });

  it("that cannot be had leave a write unsent", async () => {
    control.fault("sinch.token", down);
    expect(await failureOf(client().availableNumbers.rent(plain))).toEqual({
      kind: "not-sent",
      reason: "no-token",
    });
    expect(control.writes()["sinch.rent"].received).toBe(0);
  });

  it.each([400, 401, 403])(
    "that are refused with %i are wrong where Sinch says so, and not where a gateway does",
    async (status) => {
      const { availableNumbers } = client();
      control.fault("sinch.token", { status, body: { error: "invalid_client" } });
      expect(await failureOf(availableNumbers.check(plain))).toMatchObject({
        kind: "unauthorized",
      });
      control.fault("sinch.token", { status, body: { message: "No.", status } });
      expect(await failureOf(availableNumbers.check(plain))).toMatchObject({ kind: "no-answer" });
    },
  );

  it("that nobody gives out leave a write unsent", async () => {
    const { availableNumbers } = client({ authUrl: closedPort });
    expect(await failureOf(availableNumbers.rent(plain))).toEqual({
      kind: "not-sent",
      reason: "refused",
    });
    expect(control.writes()["sinch.rent"].received).toBe(0);
  });

  it("are asked for again after they could not be had", async () => {
    const { availableNumbers } = client();
    control.fault("sinch.token", { html: true });
    await failureOf(availableNumbers.check(plain));
    expect(await availableNumbers.check(plain)).toMatchObject({ phoneNumber: plain });
  });

  it("keep to the time limit of the client", async () => {
    control.fault("sinch.token", { noAnswer: true, times: "always" });
    const limit = timerByHand();
    const { availableNumbers } = client({ timeoutMs: limit.ms });
    const rented = failureOf(availableNumbers.rent(plain));
    // A token is asked for three times, each within that limit.
    for (let tries = 1; tries <= 3; tries += 1) {
      await expect.poll(() => count("sinch.token")).toBe(tries);
      limit.end();
    }
    expect(await rented).toEqual({ kind: "not-sent", reason: "no-token" });
  });

  it("are not waited for by a caller who gave up", async () => {
    // Asked on behalf of others too, it goes on in the background: at a server of its own.
    const stop = new AbortController();
    const silent = await httpServer(() => stop.abort());
    const { availableNumbers } = client({ authUrl: silent.url });
    expect(await failureOf(availableNumbers.check(plain, { signal: stop.signal }))).toEqual({
      kind: "cancelled",
    });
  });
});
