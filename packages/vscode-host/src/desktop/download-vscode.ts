import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SilentReporter, downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cacheFolder } from "../environment/cache-folder.js";
import { HostError } from "../host-error.js";
import type { Log } from "../log.js";
import { versions } from "../versions.js";

/** Without any answer for this long the download is given up. */
const silenceMs = 5000;
/** The suites of one `npm test` are separate processes; the second does not wait for what failed the first. */
const rememberedMs = 10 * 60_000;

/**
 * The desktop VS Code of the pinned version, downloaded once into the cache.
 * @throws {HostError} `no-desktop`, at once where it failed within the last ten minutes.
 */
export async function downloadVSCode(log: Log): Promise<string> {
  const cachePath = join(cacheFolder(), "desktop");
  const failedMark = join(cachePath, "download-failed");
  const failed = await stat(failedMark).catch(() => undefined);
  if (failed && Date.now() - failed.mtimeMs < rememberedMs) {
    throw new HostError("no-desktop", "VS Code could not be downloaded a moment ago.");
  }
  try {
    log(`Looking for a desktop VS Code ${versions.vscode}…`);
    const program = await downloadAndUnzipVSCode({
      version: versions.vscode,
      cachePath,
      timeout: silenceMs,
      reporter: new SilentReporter(),
    });
    await rm(failedMark, { force: true });
    return program;
  } catch (cause) {
    await mkdir(cachePath, { recursive: true });
    await writeFile(failedMark, String(cause));
    throw new HostError(
      "no-desktop",
      "VS Code cannot be downloaded here. Install it and set VSCODE_PATH to its executable.",
      { cause },
    );
  }
}
