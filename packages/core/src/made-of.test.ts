import { describe, expect, it } from "vitest";
import { createLeaseClient } from "./client/create-lease-client.js";
import { fetchTransport } from "./http/fetch-transport.js";
import { memoryLedger } from "./ledger/memory-ledger.js";
import { nodeTransport } from "./node/node-transport.js";
import { sqliteLedger } from "./node/sqlite-ledger.js";
import { tunnelFromEnvironment } from "./node/tunnel-from-environment.js";
import { tunnelThrough } from "./node/tunnel-through.js";
import { createContiguityClient } from "./providers/contiguity/client.js";
import { Contiguity } from "./providers/contiguity/contiguity.js";
import { contiguityProvider } from "./providers/contiguity/provider.js";
import { createSinchClient } from "./providers/sinch/client.js";
import { sinchProvider } from "./providers/sinch/provider.js";

const key = "contiguity_sk_x";

/** Whatever is made of something that a caller gives, and each place of it. */
const made: Readonly<Record<string, (given: never) => unknown>> = {
  "a lease client": createLeaseClient,
  "a ledger in memory": (given) => memoryLedger(given),
  "a ledger in a file": (given) => sqliteLedger(given),
  "a client of Contiguity": createContiguityClient,
  "a client of Contiguity with new": (given) => new Contiguity(given),
  "a client of Contiguity with new, beside a key": (given) => new Contiguity(key, given),
  "a client of Contiguity with new, beside options": (given) =>
    new Contiguity({ apiKey: key }, given),
  "an account at Contiguity": contiguityProvider,
  "a client of Sinch": createSinchClient,
  "an account at Sinch": sinchProvider,
  "the transport of Node": (given) => nodeTransport(given),
  "the transport over fetch": (given) => fetchTransport(given, { writes: "refused" }),
  "the transport over fetch, of options": (given) => fetchTransport(fetch, given),
  "a tunnel": (given) => tunnelThrough(given),
  "a tunnel, of options": (given) => tunnelThrough("http://proxy.example:8080", given),
  "a tunnel of the environment, of options": (given) =>
    tunnelFromEnvironment({ HTTPS_PROXY: "proxy.example:8080" }, given),
};

const odd: Readonly<Record<string, unknown>> = {
  null: null,
  "an empty text": "",
  "a number": 42,
  yes: true,
  "a symbol": Symbol("x"),
  "an option that there is not": { baseURL: "https://elsewhere.example" },
  "a misspelt word": { writes: "refsed" },
};

describe("what a caller in JavaScript gives, and is not understood, is bad input", () => {
  it.each(Object.keys(made).flatMap((name) => Object.keys(odd).map((what) => ({ name, what }))))(
    "for $name: $what",
    ({ name, what }) => {
      expect(() => made[name]?.(odd[what] as never)).toThrow(
        expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-input" }) }),
      );
    },
  );

  it("also where nothing is given, and something is needed", () => {
    for (const needing of [
      createLeaseClient,
      createContiguityClient,
      contiguityProvider,
      createSinchClient,
      sinchProvider,
      tunnelThrough,
      tunnelFromEnvironment,
      fetchTransport,
      fetchTransport.bind(null, fetch),
      fetchTransport.bind(null, fetch, {} as never),
    ] as (() => unknown)[])
      expect(() => needing()).toThrow(
        expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-input" }) }),
      );
  });
});
