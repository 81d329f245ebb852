import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { refusals, refusingServer } from "../support/http2-refusals.js";
import { selfSigned } from "../support/self-signed.js";
import { folder, installedNode, newestNode, oldestNode, run } from "./run.js";

// A write is sent once by every Node, and from every entry, whatever the server that speaks HTTP/2 says of it. Beside it what the platform's own `fetch` does, so that nobody trusts it.

const program = join(import.meta.dirname, "releases-once.mjs");
const certificate = join(folder("certificate"), "localhost.pem");
writeFileSync(certificate, selfSigned.cert);

const nodes = [
  { version: oldestNode, node: await installedNode(oldestNode), repeats: false },
  { version: process.versions.node, node: process.execPath, repeats: false },
  { version: newestNode, node: await installedNode(newestNode), repeats: true },
];

describe.each(nodes)("on Node $version", ({ node, repeats }) => {
  const test = it.skipIf(node === null);
  const received = async (entry: string, refusal: (typeof refusals)[number]) => {
    const server = await refusingServer(refusal);
    const env = { NODE_EXTRA_CA_CERTS: certificate };
    await run(node ?? "", [program, entry, server.origin], { cwd: import.meta.dirname, env });
    await sleep(200);
    return server.received();
  };

  const sent = [
    { entry: "contiguity", what: "a release over @leaseline/core/contiguity" },
    { entry: "sinch", what: "a release over @leaseline/core/sinch" },
    { entry: "order", what: "the submission of an order over @leaseline/core/sinch" },
  ];
  test.each(sent.flatMap((one) => refusals.map((refusal) => ({ ...refusal, ...one }))))(
    "$what was sent once where the server $name",
    async ({ entry, ...refusal }) => expect(await received(entry, refusal)).toBe(1),
  );

  // A misdirected request is sent again over HTTP/1.1 as well.
  const fetched = refusals.map((one) => ({
    ...one,
    times: repeats || one.status === 421 ? "twice" : "once",
  }));
  test.each(fetched)(
    "a release over its own fetch was sent $times where the server $name",
    async ({ times, ...refusal }) =>
      expect(await received("fetch", refusal)).toBe(times === "twice" ? 2 : 1),
  );
});
