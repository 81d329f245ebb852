// Measures Leaseline beside the official SDKs and beside a bare request, prints one table, and writes it as JSON.
//
//   npm run bench [-- --rounds N] [--write] [--only calls,processes,distance,reading,ledger,shared-ledger,editor,command-line]
//
// `--write` puts the table and a picture of it into docs/. Ends with 1 when a budget is missed, or missed by more than
// the factor that `--slack` allows.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { callRows } from "./rows/calls.mjs";
import { commandLineRows } from "./rows/command-line.mjs";
import { editorRows } from "./rows/editor.mjs";
import { ledgerRows } from "./rows/ledger.mjs";
import { distanceRows, processRows } from "./rows/processes.mjs";
import { readingRows } from "./rows/reading.mjs";
import { sharedLedgerRows } from "./rows/shared-ledger.mjs";
import { asPicture } from "./support/picture.mjs";
import { startServer } from "./support/processes.mjs";
import { asPage, asText } from "./support/report.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    write: { type: "boolean", default: false },
    only: { type: "string" },
    slack: { type: "string", default: "1" },
  },
});
const rounds = Number(options.rounds);
const server = await startServer();
const groups = {
  calls: () => callRows(server, rounds),
  processes: () => processRows(server, rounds),
  distance: () => distanceRows(rounds),
  reading: () => readingRows(rounds),
  ledger: () => ledgerRows(rounds),
  "shared-ledger": () => sharedLedgerRows(rounds),
  editor: () => editorRows(rounds),
  "command-line": () => commandLineRows(server, rounds),
};

const rows = [];
for (const name of options.only?.split(",") ?? Object.keys(groups))
  rows.push(...(await groups[name]()));
server.end();

console.log(asText(rows));
const about = {
  machine: machine(),
  versions: versions(),
  rounds,
  date: new Date().toISOString().slice(0, 10),
};
const root = join(import.meta.dirname, "../..");
mkdirSync(join(root, ".results"), { recursive: true });
writeFileSync(join(root, ".results/bench.json"), JSON.stringify({ ...about, rows }, null, 2));
if (options.write) {
  writeFileSync(join(root, "docs/benchmarks.md"), asPage(rows, about));
  writeFileSync(join(root, "docs/images/benchmarks.svg"), asPicture(rows));
}
if (rows.some(({ budgets }) => budgets.some(isBeyond))) process.exitCode = 1;

function isBeyond({ median, limit, most }) {
  const slack = Number(options.slack);
  return most ? median > limit * slack : median < limit / slack;
}

function machine() {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() || process.arch}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}; ${Math.round(loadavg()[1])} processes at once wanted to run`;
}

function versions() {
  const { resolve } = createRequire(import.meta.url);
  const versionOf = (name) => {
    const [, folder] = new RegExp(`^(.*node_modules/${name})/`).exec(resolve(name)) ?? [];
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  };
  const peers = ["contiguity", "@sinch/sdk-core", "undici"].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  return [`Node ${process.versions.node}`, ...peers].join(", ");
}
