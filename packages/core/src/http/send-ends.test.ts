import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { type LoopbackServer, httpServer } from "../../test/support/loopback-server.js";
import { timerByHand } from "../../test/support/timer-by-hand.js";
import { transports } from "../../test/support/transports.js";
import { type SendOptions, send } from "./send.js";
import type { Effect, Transport } from "./transport.js";

describe.each(transports)("a request over $name", ({ transport }) => {
  const sent = (
    { url }: { readonly url: string },
    effect: Effect = "read",
    options: Partial<SendOptions> = {},
  ) =>
    send(
      {
        effect,
        method: effect === "read" ? "GET" : "POST",
        url: `${url}/numbers/%2B13055550100`,
        headers: { authorization: "Token planted-secret" },
        body: effect === "read" ? null : "{}",
      },
      { transport, timeoutMs: 20_000, ...options },
    );

  const failed = async (...given: Parameters<typeof sent>) => failureOf(sent(...given));

  it("takes 2 MB for the answer to a write for too large, and not for that to a read", async () => {
    const server = await http((response) => response.end("x".repeat(3 * 1024 * 1024)));
    expect(await failed(server, "write")).toMatchObject({ reason: "too-large" });
    expect((await sent(server, "read")).text).toHaveLength(3 * 1024 * 1024);
  });

  it("breaks off a read that is cancelled while it waits", async () => {
    const controller = new AbortController();
    const server = await http(() => controller.abort());
    expect(await failed(server, "read", { signal: controller.signal })).toEqual({
      kind: "cancelled",
    });
  });

  it("lets a write that was sent go on to its end when it is cancelled", async () => {
    const controller = new AbortController();
    const server = await http((response) => {
      controller.abort();
      setTimeout(() => response.end("done"), 50);
    });
    expect((await sent(server, "write", { signal: controller.signal })).text).toBe("done");
  });

  it("does not leave when its time is over before its transport begins", async () => {
    let requests = 0;
    const server = await http((response) => {
      requests += 1;
      response.end("done");
    });
    const limit = timerByHand();
    const late: Transport = (request) => {
      limit.end();
      return transport(request);
    };
    await failed(server, "write", { transport: late, timeoutMs: limit.ms });
    // What had left would have arrived before this.
    await sent(server, "write");
    expect(requests).toBe(1);
  });

  it("leaves no listener on the signal of its caller", async () => {
    const server = await http((response) => response.end("{}"));
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    await sent(server, "read", { signal });
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  });

  it("can share one signal among many requests without a warning", async () => {
    const server = await http((response) => response.end("{}"));
    const { signal } = new AbortController();
    const warned = vi.fn();
    process.on("warning", warned);
    await Promise.all(Array.from({ length: 30 }, () => sent(server, "read", { signal })));
    await sleep(10);
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
  });

  it("ends the connection of an answer that is not read to its end", async () => {
    const limit = timerByHand();
    let open = 0;
    let closed = 0;
    const server = await http((response) => {
      open += 1;
      response.on("close", () => (closed += 1)).write("x");
      limit.end();
    });
    await failed(server, "read", { timeoutMs: limit.ms });
    expect(open).toBe(1);
    await expect.poll(() => closed).toBe(1);
  });
});

async function http(answer: (response: ServerResponse) => void): Promise<LoopbackServer> {
  return httpServer((request, response) => {
    request.resume().on("end", () => answer(response));
  });
}
