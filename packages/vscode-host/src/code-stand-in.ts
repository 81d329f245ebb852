import { setTimeout as sleep } from "node:timers/promises";
import { HostError } from "./host-error.js";
import { startsWithinMs } from "./patience.js";
import { parseCodeFlags } from "./suite/code-flags.js";
import { runSuite } from "./suite/run-suite.js";
import { versions } from "./versions.js";

/** Acts as the `code` binary for a test run; resolves to its exit code. */
export async function codeStandIn(words: readonly string[]): Promise<number> {
  const flags = parseCodeFlags(words);
  if (flags.version) {
    console.log(versions.vscode);
    return 0;
  }
  const { extensionTestsPath } = flags;
  if (extensionTestsPath === undefined) {
    console.error(
      "This stand-in for VS Code runs extension suites only: it needs --extensionTestsPath. To use VS Code by hand, run `npm start`.",
    );
    return 2;
  }
  const stop = new AbortController();
  const stopOn = (signal: NodeJS.Signals) => {
    // Not `once`: Ctrl+C comes twice, from the terminal and from @vscode/test-electron.
    process.on(signal, () => stop.abort(new Error(`Stopped by ${signal}.`)));
  };
  stopOn("SIGINT");
  stopOn("SIGTERM");
  stopOn("SIGHUP");
  try {
    return await runSuite({
      flags: { ...flags, extensionTestsPath },
      timeoutMs: Number(process.env["LEASELINE_SUITE_TIMEOUT_MS"]) || startsWithinMs,
      signal: stop.signal,
    });
  } catch (error) {
    console.error(error instanceof HostError || stop.signal.aborted ? String(error) : error);
    return stop.signal.aborted ? 130 : 1;
  } finally {
    // @vscode/test-electron drops what it has not read when this process ends.
    await sleep(100);
  }
}
