import { join } from "node:path";
import { HostError } from "./host-error.js";
import { runStart } from "./start/run-start.js";
import { parseStartFlags, startUsage } from "./start/start-flags.js";
import { untilStopped } from "./start/until-stopped.js";

const extensionFolder = join(import.meta.dirname, "..", "..", "..", "apps", "vscode-extension");
const flags = parseStartFlags(process.argv.slice(2));
if (typeof flags === "string") {
  console.error(`${flags}\n\n${startUsage}`);
  process.exit(2);
}
if (flags.help) {
  console.log(startUsage);
  process.exit(0);
}
try {
  await runStart(flags, untilStopped(), extensionFolder);
} catch (error) {
  // What we did not foresee is shown whole, to be reported.
  console.error(error instanceof HostError ? error.message : error);
  process.exit(1);
}
process.exit(0);
