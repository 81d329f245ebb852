import { findBrowser } from "./browser/find-browser.js";
import { installCodeServer } from "./install/code-server.js";
import { type Log, logToStderr } from "./log.js";

/**
 * Puts VS Code for the browser and a Chromium in place, both at once, without starting them.
 * @throws {HostError} `no-network`, `disk-full`, `install-failed`, `unsupported-platform`, `bad-browser-path`.
 */
export async function installHost(log: Log = logToStderr): Promise<void> {
  await Promise.all([installCodeServer(log), findBrowser(log)]);
}
