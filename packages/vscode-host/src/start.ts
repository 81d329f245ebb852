import { join } from "node:path";
import { HostError } from "./host-error.js";
import { runStart, type StartFlags } from "./start/run-start.js";

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

/** Resolves when the person stops the program, or the `npm start` that it came from is gone, in whatever way. */
function untilStopped(): Promise<void> {
  return new Promise<void>((resolve) => {
    const stop = () => resolve();
    // Not `once`: a second signal must not cut the cleaning up short.
    process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
    process.once("disconnect", stop);
  });
}
