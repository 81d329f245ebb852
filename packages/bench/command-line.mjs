// Measures the command line, cold, side by side: `--version` against an empty Node process, and `list` against
// the first call of Contiguity's official SDK, both on the sandbox in a process of its own.
//
//   node scripts/run.mjs exec node packages/bench/command-line.mjs [rounds]
//
// Every round runs each program once, in turns, so that a busy moment hits both. A figure is the median of the
// rounds' ratios.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const rounds = Number(process.argv[2] ?? 25);
const cli = createRequire(import.meta.url).resolve("@leaseline/cli/dist/leaseline.cjs");
const program = (name) => join(import.meta.dirname, "programs", name);
const home = mkdtempSync(join(tmpdir(), "leaseline-bench-"));
const sandbox = await startSandbox();

const measured = {
  "leaseline --version ÷ empty Node process": {
    bar: 2,
    ours: [cli, "--version"],
    theirs: ["--eval", "0"],
  },
  "leaseline list ÷ first call of the official SDK": {
    bar: 0.75,
    ours: [cli, "list"],
    theirs: [program("official-sdk.mjs")],
  },
};

console.log(`Node ${process.versions.node}, ${rounds} rounds, medians`);
for (const [what, { bar, ours, theirs }] of Object.entries(measured)) {
  const times = { ours: [], theirs: [], ratios: [] };
  // The first one fills the disk's caches, and ours.
  for (let round = -1; round < rounds; round += 1) {
    const both =
      round % 2 === 0
        ? [await ms(ours), await ms(theirs)]
        : [await ms(theirs), await ms(ours)].toReversed();
    if (round < 0) continue;
    times.ours.push(both[0]);
    times.theirs.push(both[1]);
    times.ratios.push(both[0] / both[1]);
  }
  const ratio = median(times.ratios);
  console.log(
    `${ratio <= bar ? "✓" : "✗"} ${what}: ${ratio.toFixed(2)} (at most ${bar}); ${median(times.ours).toFixed(0)} ms and ${median(times.theirs).toFixed(0)} ms`,
  );
  if (ratio > bar) process.exitCode = 1;
}
sandbox.child.kill();
rmSync(home, { recursive: true, force: true });

/** How long a process takes, from its start to its end. */
async function ms(words) {
  const start = performance.now();
  const child = spawn(process.execPath, words, {
    env: sandbox.environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}`);
  return performance.now() - start;
}

async function startSandbox() {
  const child = spawn(process.execPath, [cli, "sandbox"], { stdio: ["ignore", "pipe", "ignore"] });
  const environment = { PATH: process.env.PATH, LEASELINE_HOME: home };
  for await (const line of createInterface(child.stdout)) {
    const [name, value] = line.split(/=(.*)/s);
    // Only the provider that the SDK speaks to.
    if (name === "CONTIGUITY_API_KEY" || name === "LEASELINE_CONTIGUITY_URL")
      environment[name] = value;
    if (name === "LEASELINE_HOME") break;
  }
  // An account that holds nothing is an error to the SDK.
  const control = new URL("/control/lease-many", environment.LEASELINE_CONTIGUITY_URL);
  const body = JSON.stringify({ provider: "contiguity", count: 25 });
  const headers = { "content-type": "application/json" };
  const { ok } = await fetch(control, { method: "POST", headers, body });
  if (!ok) throw new Error("the sandbox does not lease");
  return { child, environment };
}

function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
