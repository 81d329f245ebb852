import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { definedOnly } from "../environment/variables.js";
import { HostError } from "../host-error.js";
import { startsWithinMs } from "../patience.js";
import { findBrowser } from "./find-browser.js";

/**
 * Launches the Chromium that {@link findBrowser} finds, without a window. The caller closes it.
 * @throws {HostError} as {@link findBrowser}, and `start-failed`.
 */
export async function launchBrowser(): Promise<Browser> {
  const program = await findBrowser();
  // A Chromium that is ended in the wrong moment leaves a file there.
  const temporary = mkdtempSync(join(tmpdir(), "leaseline-"));
  const clear = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  try {
    const browser = await chromium.launch({
      executablePath: program.executablePath,
      headless: true,
      args: [...quietFlags],
      chromiumSandbox: await canSandbox(),
      env: definedOnly({ ...process.env, ...program.environment, TMPDIR: temporary }),
      // Who launches it decides what a signal means; playwright would end the whole process.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: startsWithinMs,
    });
    browser.on("disconnected", clear);
    return browser;
  } catch (cause) {
    clear();
    throw new HostError(
      "start-failed",
      `${program.name} did not start. Set LEASELINE_BROWSER to a Chrome or Chromium that does. It said: ${String(cause).slice(0, 2000)}`,
      { cause },
    );
  }
}

const quietFlags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

/** Chromium's sandbox works neither for root nor where user namespaces are refused. */
async function canSandbox(): Promise<boolean> {
  if (process.platform !== "linux") return true;
  if (process.getuid?.() === 0) return false;
  return promisify(execFile)("unshare", ["--user", "--pid", "--fork", "true"]).then(
    () => true,
    () => false,
  );
}
