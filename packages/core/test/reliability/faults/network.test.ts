import { gzipSync } from "node:zlib";
import type { Fault as SandboxFault } from "@leaseline/sandbox";
import { expect } from "vitest";
import { timerByHand } from "../../support/timer-by-hand.js";
import { soon } from "../../support/timing.js";
import { between } from "./between.js";
import { onTheWire } from "./on-the-wire.js";
import { historyOf } from "./received.js";
import { cases, everywhere, fault, ofAll, overEach } from "./observe.js";
import { stage, writes } from "./stage.js";

// What happens to an answer on its way.

fault("7 reset after the request was sent: unknown", () =>
  cases(
    ["acted", () => eachProvider({ reset: "after" })],
    ["not", () => eachProvider({ reset: "before" })],
  ),
);

fault("8 reset within the headers: unknown", () =>
  onTheWire(({ socket }) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Ty", () => socket.resetAndDestroy());
  }),
);

fault("9 bytes that are not HTTP: unknown", () =>
  onTheWire(({ socket }) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")),
);

fault("10 half of the body, even with 200: unknown", () =>
  onTheWire(({ socket }, text) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
    socket.end(head + text.slice(0, text.length / 2));
  }),
);

fault("11 body without a length that is cut off: unknown", () =>
  onTheWire(({ socket }, text) => {
    const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    socket.end(head + text.slice(0, text.length / 2));
  }),
);

fault("12 answer byte by byte: unknown at the total deadline", () =>
  onTheWire(
    ({ response, socket }, text, limit) => {
      // Of what waits before the first byte: none that comes puts it off.
      const timeIsUp = limit.waiting();
      response.writeHead(200, { "content-type": "application/json" });
      let sent = 0;
      const timer = setInterval(() => {
        response.write(text[sent++ % text.length]);
        if (sent === 20) timeIsUp();
      }, 20);
      socket.once("close", () => clearInterval(timer));
    },
    { reason: "timed-out" },
  ),
);

fault("13 no answer: unknown", () =>
  onTheWire((_passing, _text, limit) => limit.end(), { reason: "timed-out" }),
);

fault("14 body over 2 MB, or list over 32 MB: unknown, or incomplete", () =>
  cases(
    [
      "acted",
      () =>
        onTheWire(({ response }, text) => void response.end(text.padEnd(2 * 1024 * 1024 + 1)), {
          reason: "too-large",
          acted: true,
        }),
    ],
    [
      "list",
      () =>
        overEach(async (transport) => {
          const first = await stage({ transport });
          await first.held();
          const server = await between(first.sandbox, async ({ response, forward, path }) => {
            if (!path.includes("/leased")) return undefined;
            const { text } = await forward();
            response.end(text.padEnd(32 * 1024 * 1024 + 1));
            return null;
          });
          const on = await stage({ transport, url: server.url });
          const { failed } = await on.client.sweep();
          expect(failed.get("a")).toMatchObject({ kind: "no-answer", reason: "too-large" });
          return "L";
        }),
    ],
  ),
);

fault("15 body that is small only while compressed: unknown", () => {
  const bomb = gzipSync(`{"data":{"number":"${" ".repeat(64 * 1024 * 1024)}"}}`);
  return onTheWire(
    ({ response }) => void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    { reason: "too-large" },
  );
});

fault("16 headers beyond measure: unknown", () =>
  onTheWire(({ socket }, text) => {
    socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(200_000)}\r\n`);
    socket.end(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }),
);

fault("17 answer after the timeout: unknown, and found later", () =>
  overEach(async (transport) => {
    const limit = timerByHand();
    const on = await stage({
      transport,
      timeoutMs: limit.ms,
      timing: { ...soon, onItsWayMs: 20_000, looksAfterMs: [0, 100, 300, 1000, 2000, 4000, 8000] },
    });
    const { control } = on.sandbox;
    control.hold("contiguity.lease");
    const leasing = on.lease();
    await expect.poll(() => writes(on)).toBe(1);
    limit.end();
    await expect.poll(async () => historyOf(on.ledger)).toBe("U");
    expect(control.charges("contiguity")).toEqual([]);
    control.letGo();
    const { observed, failure } = await leasing;
    expect(failure).toMatchObject({ reason: "timed-out" });
    expect(control.charges("contiguity")).toHaveLength(1);
    return observed;
  }),
);

fault("89 interim answers without an end: unknown at the total deadline", () =>
  onTheWire(
    ({ socket }, _text, limit) => {
      const timeIsUp = limit.waiting();
      const interim = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
      let sent = 0;
      const timer = setInterval(() => {
        socket.write(interim);
        if ((sent += 1) === 20) timeIsUp();
      }, 5);
      socket.once("close", () => clearInterval(timer));
    },
    { reason: "timed-out" },
  ),
);

fault("90 length that is not the body's: unknown", () =>
  ofAll([-1, 1], (more) =>
    onTheWire(({ socket }, text) => {
      const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text) + more}\r\n\r\n`;
      socket.end(head + text);
    }),
  ),
);

/** A fault that the sandbox can make, at both providers and over both transports. */
function eachProvider(faulty: SandboxFault): Promise<string> {
  return everywhere(async (options) => {
    const on = await stage(options);
    const operation = options.at === "sinch" ? "sinch.rent" : "contiguity.lease";
    on.sandbox.control.fault(operation, faulty);
    const { observed } = await on.lease();
    expect(on.sandbox.control.writes()[operation].received).toBe(1);
    return observed;
  });
}
