import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { Variables } from "../environment/variables.js";
import { firstExecutable } from "../find-file.js";
import { HostError } from "../host-error.js";
import { type Log, logToStderr } from "../log.js";
import type { BrowserProgram } from "./browser-program.js";
import { packedBrowser } from "./packed-browser.js";

/**
 * `LEASELINE_BROWSER` or `CHROME_PATH`, else an installed Chrome, Chromium or Edge, else the headless
 * Chromium of the npm registry, which is kept in the cache.
 * @throws {HostError} `bad-browser-path`, and as {@link packedBrowser}.
 */
export async function findBrowser(log: Log = logToStderr): Promise<BrowserProgram> {
  for (const variable of ["LEASELINE_BROWSER", "CHROME_PATH"]) {
    const executablePath = process.env[variable];
    if (!executablePath) continue;
    if (!(await firstExecutable([executablePath]))) {
      throw new HostError(
        "bad-browser-path",
        `${variable} is ${executablePath}, which is not an executable file. Set it to a Chrome or Chromium, or unset it.`,
      );
    }
    return { name: executablePath, executablePath, environment: {} };
  }
  const installed = await firstExecutable(usualPlaces(process.platform, process.env, homedir()));
  return installed
    ? { name: installed, executablePath: installed, environment: {} }
    : packedBrowser(log);
}

/** Where Chrome, Chromium and Edge are installed, in order of preference. */
export function usualPlaces(
  platform: NodeJS.Platform,
  variables: Variables,
  home: string,
): readonly string[] {
  switch (platform) {
    case "darwin":
      return ["/Applications", `${home}/Applications`].flatMap((folder) =>
        ["Google Chrome", "Chromium", "Microsoft Edge"].map(
          (name) => `${folder}/${name}.app/Contents/MacOS/${name}`,
        ),
      );
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => {
        const folder = variables[variable];
        if (folder === undefined) return [];
        return [
          "Google\\Chrome\\Application\\chrome.exe",
          "Chromium\\Application\\chrome.exe",
          "Microsoft\\Edge\\Application\\msedge.exe",
        ].map((file) => `${folder}\\${file}`);
      });
    default:
      return linuxNames.flatMap((name) =>
        (variables["PATH"] ?? "")
          .split(delimiter)
          .filter((folder) => folder !== "")
          .map((folder) => join(folder, name)),
      );
  }
}

const linuxNames = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "microsoft-edge-stable",
  "microsoft-edge",
];
