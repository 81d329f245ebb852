import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
} from "node:tls";
import { connect } from "node:net";
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
import { between, writesTo } from "./between.js";
import { cases, fault, ofAll, overEach } from "./observe.js";
import { stage, stageOn } from "./stage.js";

// What keeps a request from leaving.

fault("1 DNS failure: not sent", () =>
  // A label of 64 characters is too long to be asked of any name server, so nothing leaves this machine.
  overEach((transport) => unsent(transport, `https://${"x".repeat(64)}.invalid`, "name-lookup")),
);

fault("2 refused connection: not sent", () =>
  overEach(async (transport) => unsent(transport, closedPort, "refused")),
);

fault("3 connection that does not come about: not sent", async () => {
  const url = await silentPort();
  const hurried = [
    nodeTransport({ connectTimeoutMs: 300 }),
    // A fetch waits ten seconds for a connection; this one is in more of a hurry.
    fetchOver(new Agent({ connect: { timeout: 300 } })),
  ];
  return ofAll(hurried, (transport) =>
    // What is read before has all the time that it takes.
    unsent(transport, url, "connect-timeout", nodeTransport()),
  );
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

// What a proxy does that has been asked for a tunnel.

fault("87 proxy that takes too long: not sent", async () => {
  const proxy = await rawServer(() => {});
  const tunnel = tunnelThrough(proxy.url, { connectTimeoutMs: 300 });
  const target = "https://provider.invalid";
  return unsent(nodeTransport({ tunnel }), target, "proxy", nodeTransport());
});

fault("88 tunnel that a proxy drops after the request: unknown", () => {
  const dropped = (acted: boolean) => async () => {
    const transport = nodeTransport();
    const { sandbox } = await stage({ transport });
    const proxy = await connectProxy();
    const server = await between(sandbox, async (passing) => {
      if (acted) await passing.forward();
      // The proxy goes, and every tunnel through it.
      await proxy.close();
      return null;
    });
    const tunnelled = nodeTransport({ tunnel: tunnelThrough(proxy.url) });
    const on = stageOn(sandbox, { transport: writesTo(transport, server.url, tunnelled) });
    const { observed, failure } = await on.lease();
    expect(failure).toMatchObject({ kind: "outcome-unknown", reason: "connection-lost" });
    expect(proxy.asked).toHaveLength(1);
    expect(server.writes()).toBe(1);
    return observed;
  };
  return cases(["acted", dropped(true)], ["not", dropped(false)]);
});

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
