import { join } from "node:path";
import { HostError } from "./host-error.js";
import { runStart, type StartFlags } from "./start/run-start.js";
import { untilStopped } from "./start/until-stopped.js";

const extensionFolder = join(import.meta.dirname, "..", "..", "..", "apps", "vscode-extension");
// scripts/run.mjs has read and checked what the person wrote.
const flags = JSON.parse(process.argv[2] ?? "") as StartFlags;
try {
  await runStart(flags, untilStopped(), extensionFolder);
} catch (error) {
  // What we did not foresee is shown whole, to be reported.
  console.error(error instanceof HostError ? error.message : error);
  process.exit(1);
}
process.exit(0);
