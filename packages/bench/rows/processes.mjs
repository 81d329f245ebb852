import { rmSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfSigned } from "../../core/test/support/self-signed.ts";
import { onceWords, runOnce, startFarAway, startServer } from "../support/processes.mjs";
import { inRounds } from "../support/rounds.mjs";
import { atMost, row } from "../support/row.mjs";

const roundTripMs = 80;

/** What a fresh process costs: its time until the first answer, and its memory. */
export async function processRows(server, rounds) {
  const rows = [];
  const run = (name, call, held, of) => async () =>
    of(await runOnce(onceWords(name, server.address, call, held)));
  for (const [provider, cold, memory] of [
    ["contiguity", 0.75, 1],
    ["sinch", 0.5, 0.75],
  ]) {
    const each = (call, held, of) =>
      inRounds(rounds, {
        ours: run(`${provider} ours`, call, held, of),
        official: run(`${provider} official`, call, held, of),
        undici: run(`${provider} undici`, call, held, of),
        http: run(`${provider} http`, call, held, of),
      });
    const times = await each("list", 1, ({ processMs }) => processMs);
    rows.push(
      row(`${provider}: cold process to the first answer`, "ms", times, [atMost(cold, "official")]),
    );
    const bytes = await each("owned", 10_000, ({ text }) => JSON.parse(text).peakBytes / 2 ** 20);
    rows.push(
      row(`${provider}: peak memory, 10,000 owned`, "MB", bytes, [atMost(memory, "official")]),
    );
  }
  return rows;
}

/** Round trips of 80 ms, over TLS, from a client that has no connection yet. */
export async function distanceRows(rounds) {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-bench-"));
  const files = ["key", "cert"].map((name) => join(folder, `${name}.pem`));
  writeFileSync(files[0], selfSigned.key);
  writeFileSync(files[1], selfSigned.cert);
  const server = await startServer(files);
  const farAway = await startFarAway(server.port);
  const environment = { NODE_EXTRA_CA_CERTS: files[1] };
  const trips = (name, call, held) => async () => {
    const { text } = await runOnce(onceWords(name, farAway.address, call, held), environment);
    return JSON.parse(text).ms / roundTripMs;
  };
  const both = (call, held, ours = call) =>
    inRounds(rounds, {
      ours: trips("sinch ours", ours, held),
      official: trips("sinch official", call, held),
    });
  const rows = [
    row("sinch: first row at 80 ms, with OAuth", "round trips", await both("first row", 1), [
      atMost(6.5),
    ]),
    row(
      "sinch: first row at 80 ms, without",
      "round trips",
      await both("first row", 1, "first row, basic"),
      [atMost(4.5)],
    ),
  ];
  await server.seen();
  const walk = await both("owned", 10_000);
  rows.push(row("sinch: 10,000 owned at 80 ms, 10 pages", "round trips", walk, [atMost(21)]));
  server.end();
  farAway.end();
  rmSync(folder, { recursive: true });
  return rows;
}
