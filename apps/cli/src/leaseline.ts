#!/usr/bin/env node
// The entry. It answers for itself what needs nothing else, so that the version is told at once.
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { ledgerPlace } from "@leaseline/core/node";
import manifest from "../package.json" with { type: "json" };
import type { FailureRecord } from "./documents/records.js";
import { jsonText } from "./output/as-written.js";
import { keepOpen, notWhole, ranOut } from "./process/streams.js";

const words = process.argv.slice(2);
keepOpen(process.stdout, process.stderr);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  process.stdout.write(`${manifest.version}\n`);
  if (ranOut(process.stdout)) {
    process.stderr.write(`${notWhole}\n`);
    process.exitCode = 1;
  }
} else if (!runsOn(process.versions.node)) {
  const message = `Leaseline needs Node 22.19 or later, and not 23. This is ${process.versions.node}.`;
  const error: FailureRecord = { kind: "io", message, spent: "nothing" };
  if (words.includes("--json")) process.stdout.write(`${jsonText({ error })}\n`);
  else process.stderr.write(`${message}\n`);
  process.exitCode = 1;
} else {
  leaveOutExperiments();
  keepCompiled();
  void import("./main.js").then(({ main }) => main(words, manifest.version));
}

/** Before 22.19 there is no SQLite of Node's own that the ledger can be in. That of 23 does not wait for a ledger that is in use. */
function runsOn(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 19);
}

/** Node 22 says with every command that its SQLite is an experiment: who runs one can do nothing about it. */
function leaveOutExperiments(): void {
  const print = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") for (const one of print) one(warning);
  });
}

/**
 * What was compiled once is not compiled again. In a folder that only its owner writes in: whoever could put
 * something there would have it run here.
 */
function keepCompiled(): void {
  try {
    const folder = join(ledgerPlace(process.env).folder, "cache");
    // Not with the folders above it: in /proc Node would try for ever.
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    // Also where it has been there before.
    chmodSync(folder, 0o700);
    enableCompileCache(folder);
  } catch {
    // Only slower. A command that needs the folder says what is wrong with it.
  }
}
