import { connect } from "node:net";
import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
} from "node:tls";
import { gzipSync } from "node:zlib";
import type { Fault as SandboxFault } from "@leaseline/sandbox";
import { Agent, type Dispatcher, ProxyAgent, fetch as undiciFetch } from "undici";
import { expect, onTestFinished } from "vitest";
import { failureSentence } from "../../../src/errors/describe-failure.js";
import { fetchTransport } from "../../../src/http/fetch-transport.js";
import type { Transport } from "../../../src/http/transport.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { tunnelThrough } from "../../../src/node/tunnel-through.js";
import type { Tunnel } from "../../../src/node/tunnel.js";
import {
  closedPort,
  connectProxy,
  listen,
  rawServer,
  silentPort,
} from "../../support/loopback-server.js";
import { selfSigned } from "../../support/self-signed.js";
import { soon } from "../../support/timing.js";
import { type Passing, between, writesTo } from "./between.js";
import { cases, everywhere, fault, ofAll, overEach } from "./observe.js";
import { type StageOptions, stage, stageOn } from "./stage.js";

// What keeps a request from leaving.

fault("1 DNS failure: not sent", () =>
  // A label of 64 characters is too long to be asked of any name server, so nothing leaves this machine.
  overEach((transport) => unsent(transport, `https://${"x".repeat(64)}.invalid`, "name-lookup")),
);

fault("2 refused connection: not sent", () =>
  overEach(async (transport) => unsent(transport, await closedPort(), "refused")),
);

fault("3 connection that does not come about: not sent", async () => {
  const url = await silentPort();
  const hurried = [
    nodeTransport({ connectTimeoutMs: 300 }),
    // A fetch waits ten seconds for a connection; this one is in more of a hurry.
    fetchOver(new Agent({ connect: { timeout: 300 } })),
  ];
  return ofAll(hurried, (transport) => unsent(transport, url, "connect-timeout"));
});

fault("4 untrusted certificate, or one of another host: not sent", async () => {
  const server = await listen(createTlsServer(selfSigned));
  const untrusted = await overEach((transport) =>
    unsent(transport, `https://localhost:${server.port}`, "tls"),
  );
  // Trusted, and shown by a host that it is not about.
  const authorities = getCACertificates("default");
  onTestFinished(() => setDefaultCACertificates(authorities));
  setDefaultCACertificates([...authorities, selfSigned.cert]);
  const toServer: Tunnel = ({ protocol }) =>
    protocol === "https:" ? Promise.resolve(connect(server.port, "127.0.0.1")) : null;
  const trusting = new Agent({
    allowH2: false,
    connect: {
      ca: selfSigned.cert,
      lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]),
    },
  });
  const others = await ofAll(
    [nodeTransport({ tunnel: toServer }), fetchOver(trusting)],
    (transport) => unsent(transport, `https://elsewhere.invalid:${server.port}`, "tls"),
  );
  return ofAll([untrusted, others], async (seen) => seen);
});

fault("5 proxy that refuses CONNECT: not sent, and the proxy is named", async () => {
  const target = "https://provider.invalid";
  const refusals = ["407 Proxy Authentication Required", "502 Bad Gateway", "503 Busy"].map(
    (status) => `HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`,
  );
  return cases(
    [
      "fetch",
      // A fetch says no more than that it failed, so nothing is proved.
      async () =>
        ofAll(refusals, async (refusal) => {
          const { url } = await connectProxy(refusal);
          const proxied = fetchOver(new ProxyAgent(url));
          const on = await stage({ transport: writesTo(nodeTransport(), target, proxied) });
          return (await on.lease()).observed;
        }),
    ],
    [
      "node",
      async () =>
        ofAll(refusals, async (refusal) => {
          const proxy = await connectProxy(refusal);
          const seen = await unsent(
            nodeTransport({ tunnel: tunnelThrough(proxy.url) }),
            target,
            "proxy",
            nodeTransport(),
          );
          expect(proxy.asked).toEqual(["provider.invalid:443"]);
          expect(failureSentence({ kind: "not-sent", reason: "proxy" })).toMatch(/^The proxy /);
          return seen;
        }),
    ],
  );
});

fault("6 reset before the connection is secure: not sent", () =>
  overEach(async (transport, name) => {
    const server = await rawServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const on = await stage({
      transport: writesTo(transport, `https://localhost:${server.port}`),
    });
    const { observed, failure } = await on.lease();
    // A fetch tells of such a reset as of any other one.
    if (name === "node") expect(failure).toEqual({ kind: "not-sent", reason: "tls" });
    expect(on.sandbox.control.writes()["contiguity.lease"].received).toBe(0);
    return observed;
  }),
);

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
    ({ response, socket }, text) => {
      response.writeHead(200, { "content-type": "application/json" });
      let sent = 0;
      const timer = setInterval(() => response.write(text[sent++ % text.length]), 20);
      socket.once("close", () => clearInterval(timer));
    },
    { timeoutMs: 600, reason: "timed-out" },
  ),
);

fault("13 no answer: unknown", () => onTheWire(() => {}, { timeoutMs: 600, reason: "timed-out" }));

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
    const on = await stage({
      transport,
      timeoutMs: 400,
      timing: { ...soon, onItsWayMs: 20_000, looksAfterMs: [0, 100, 300, 1000, 2000, 4000, 8000] },
    });
    on.sandbox.control.fault("contiguity.lease", { delayMs: 900 });
    const { observed, failure } = await on.lease();
    expect(failure).toMatchObject({ reason: "timed-out" });
    expect(on.sandbox.control.charges("contiguity")).toHaveLength(1);
    return observed;
  }),
);

/** A lease whose request goes to an address that it never reaches. */
async function unsent(
  writes: Transport,
  url: string,
  reason: string,
  reads = writes,
): Promise<string> {
  const on = await stage({ transport: writesTo(reads, url, writes) });
  const { observed, thrown, failure } = await on.lease();
  expect(thrown).toEqual({ kind: "not-sent", reason });
  expect(failure).toEqual(thrown);
  expect(on.sandbox.control.writes()["contiguity.lease"].received).toBe(0);
  return observed;
}

/** A fetch that goes through a dispatcher of its own. */
function fetchOver(dispatcher: Dispatcher): Transport {
  // undici's own fetch is what Node's is made of; only its types are another package's.
  const over = (input: string, init: object) => undiciFetch(input, { ...init, dispatcher });
  return fetchTransport(over, { writes: "may-be-sent-twice" });
}

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

interface WireOptions extends Pick<StageOptions, "timeoutMs"> {
  /** Why it is unknown; a lost connection when left out. */
  readonly reason?: string;
  /** Only what happens when the provider acted. */
  readonly acted?: true;
}

/** What happens to the answer on the wire, once when the provider has acted on the request and once when not. */
function onTheWire(
  alter: (passing: Passing, trueText: string) => unknown,
  { reason, acted: onlyActed, ...options }: WireOptions = {},
): Promise<string> {
  const observe = (acted: boolean) => () =>
    overEach(async (transport) => {
      const { sandbox } = await stage({ transport });
      const server = await between(sandbox, async (passing) => {
        if (!passing.isWrite) return undefined;
        const text = acted ? (await passing.forward()).text : "{}";
        alter(passing, text);
        return null;
      });
      const on = stageOn(sandbox, { transport: writesTo(transport, server.url), ...options });
      const { observed, failure } = await on.lease();
      expect(failure).toMatchObject({ kind: "outcome-unknown" });
      if (reason) expect(failure).toMatchObject({ reason });
      expect(server.writes()).toBe(1);
      expect(sandbox.control.charges("contiguity")).toHaveLength(acted ? 1 : 0);
      return observed;
    });
  return onlyActed ? observe(true)() : cases(["acted", observe(true)], ["not", observe(false)]);
}
