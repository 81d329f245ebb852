// Runs the unit and reliability suites of every package by vitest alone, two at a time: without pnpm and npx, which want a home.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const configurations = globSync("{apps/*,packages/*,scripts}/vitest.config.*", { cwd: root });
// The one that takes longest begins.
const left = configurations.map(dirname).toSorted((one) => (one === "packages/core" ? -1 : 1));

await Promise.all([runAll(), runAll()]);

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
