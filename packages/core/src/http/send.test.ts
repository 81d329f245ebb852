import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import {
  type LoopbackServer,
  closedPort,
  httpServer,
  onRequest,
  rawServer,
} from "../../test/support/loopback-server.js";
import { timerByHand } from "../../test/support/timer-by-hand.js";
import { transports } from "../../test/support/transports.js";
import { type SendOptions, send } from "./send.js";
import type { Effect, Transport } from "./transport.js";

const effects = ["read", "write"] as const;

/** Longer than any test: what is about time limits has one of its own. */
const longerThanAnyTest = 3_600_000;

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
      { transport, timeoutMs: longerThanAnyTest, ...options },
    );
  const failed = async (...given: Parameters<typeof sent>) => failureOf(sent(...given));

  it("gives status, headers in lower case and text", async () => {
    const server = await http((response) => {
      response.writeHead(201, { "X-Thing": "a" }).end('{"ok":1}');
    });
    const response = await sent(server);
    expect(response).toMatchObject({ status: 201, headers: { "x-thing": "a" }, text: '{"ok":1}' });
  });

  it("reads a compressed answer", async () => {
    const server = await http((response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("plain"));
    });
    expect((await sent(server)).text).toBe("plain");
  });

  it("strips a byte order mark", async () => {
    const server = await http((response) => response.end("\ufeff{}"));
    expect((await sent(server)).text).toBe("{}");
  });

  it("puts together characters that lie across chunks", async () => {
    const server = await http((response) => {
      response.write(Buffer.from("é").subarray(0, 1));
      setTimeout(() => response.end(Buffer.from("é").subarray(1)), 20);
    });
    expect((await sent(server)).text).toBe("é");
  });

  describe.each(effects)("that is a %s", (effect) => {
    const unclear = effect === "read" ? "no-answer" : "outcome-unknown";

    it("has not been sent when the connection is refused", async () => {
      const failure = await failed({ url: closedPort }, effect);
      expect(failure).toEqual({ kind: "not-sent", reason: "refused" });
    });

    it("has not been sent when the host's name is not known", async () => {
      const failure = await failed({ url: "http://leaseline.invalid" }, effect);
      expect(failure).toEqual({ kind: "not-sent", reason: "name-lookup" });
    });

    it("has one deadline, which a body that drips cannot put off", async () => {
      const limit = timerByHand();
      const server = await http((response) => {
        const timeIsUp = limit.waiting();
        let sent = 0;
        const timer = setInterval(() => {
          response.write("x");
          if ((sent += 1) === 5) timeIsUp();
        }, 20);
        response.on("close", () => clearInterval(timer));
      });
      const failure = await failed(server, effect, { timeoutMs: limit.ms });
      expect(failure).toMatchObject({ kind: unclear, reason: "timed-out" });
    });

    it("is unclear when no answer comes in time", async () => {
      const limit = timerByHand();
      const server = await http(limit.end);
      const failure = await failed(server, effect, { timeoutMs: limit.ms });
      expect(failure).toMatchObject({ kind: unclear, reason: "timed-out" });
    });

    it("is unclear when the connection is reset once the request has arrived", async () => {
      const server = await rawServer((socket) => onRequest(socket, () => socket.resetAndDestroy()));
      expect(await failed(server, effect)).toMatchObject({
        kind: unclear,
        reason: "connection-lost",
      });
    });

    it("is unclear when the connection ends within the headers", async () => {
      const server = await rawServer((socket) =>
        onRequest(socket, () => socket.end("HTTP/1.1 200 OK\r\nContent-")),
      );
      expect(await failed(server, effect)).toMatchObject({
        kind: unclear,
        reason: "connection-lost",
      });
    });

    it("is unclear when what comes back is not HTTP", async () => {
      const server = await rawServer((socket) =>
        onRequest(socket, () => socket.end("SSH-2.0-x\r\n")),
      );
      expect(await failed(server, effect)).toMatchObject({
        kind: unclear,
        reason: "connection-lost",
      });
    });

    it("is unclear when half of the body is missing, whatever the status", async () => {
      const server = await rawServer((socket) =>
        onRequest(socket, () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")),
      );
      expect(await failed(server, effect)).toMatchObject({
        kind: unclear,
        reason: "connection-lost",
      });
    });

    it("is unclear when the headers are without measure", async () => {
      const server = await rawServer((socket) =>
        onRequest(socket, () => {
          socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(200_000)}\r\n`);
        }),
      );
      expect(await failed(server, effect)).toMatchObject({
        kind: unclear,
        reason: "connection-lost",
      });
    });

    it("stops reading a body that swells beyond the limit when decompressed", async () => {
      const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
      const server = await http((response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      });
      expect(await failed(server, effect)).toMatchObject({ kind: unclear, reason: "too-large" });
    });

    it.each([301, 302, 303, 307, 308])(
      "does not follow a %i, and sends nothing there",
      async (status) => {
        let arrived = 0;
        const elsewhere = await http((response) => {
          arrived += 1;
          response.end("{}");
        });
        const server = await http((response) => {
          response.writeHead(status, { location: `${elsewhere.url}/` }).end();
        });
        expect(await sent(server, effect)).toMatchObject({ status });
        expect(arrived).toBe(0);
      },
    );

    it("is sent once, whatever goes wrong", async () => {
      let requests = 0;
      const server = await rawServer((socket) =>
        onRequest(socket, () => {
          requests += 1;
          socket.resetAndDestroy();
        }),
      );
      await failed(server, effect);
      await sleep(50);
      expect(requests).toBe(1);
    });

    it("is not sent at all when it was cancelled before", async () => {
      let requests = 0;
      const server = await http((response) => {
        requests += 1;
        response.end("{}");
      });
      const failure = await failed(server, effect, { signal: AbortSignal.abort() });
      expect(failure).toEqual(
        effect === "read" ? { kind: "cancelled" } : { kind: "not-sent", reason: "cancelled" },
      );
      expect(requests).toBe(0);
    });
  });

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
