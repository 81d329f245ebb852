// Runs the unit and reliability suites of every package by vitest alone, three at a time: without pnpm and npx, which want a home.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const configurations = globSync("{apps/*,packages/*,scripts}/vitest.config.*", { cwd: root });
// Those that take longest begin.
const longest = ["packages/core", "packages/ledger-postgres", "apps/cli"];
const isLong = (folder) => longest.includes(folder);
const left = configurations
  .map(dirname)
  .toSorted((one, other) => Number(isLong(other)) - Number(isLong(one)));

await Promise.all([runAll(), runAll(), runAll()]);

async function runAll() {
  for (let folder = left.shift(); folder; folder = left.shift()) {
    const cwd = join(root, folder);
    const vitest = join(cwd, "node_modules", "vitest", "vitest.mjs");
    const child = spawn(process.execPath, [vitest, "run", "--no-color"], { cwd, stdio: "inherit" });
    const [exitCode] = await once(child, "exit");
    if (exitCode !== 0) {
      console.error(`✗ ${folder}`);
      process.exitCode = 1;
    }
  }
}
