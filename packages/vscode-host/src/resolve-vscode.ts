import { join } from "node:path";
import { waysToVSCode, type Way } from "./desktop/choose.js";
import { downloadVSCode } from "./desktop/download-vscode.js";
import { givenVSCode } from "./desktop/given-vscode.js";
import { installHost } from "./install-host.js";
import { logToStderr } from "./log.js";
import { versions } from "./versions.js";

/** A VS Code that `runTests` of @vscode/test-electron can run suites on. */
export type VSCode = {
  readonly kind: "desktop" | "browser";
  /** For `vscodeExecutablePath`. */
  readonly executablePath: string;
  /** For people: which one it is. */
  readonly description: string;
};

/**
 * Finds a VS Code: `VSCODE_PATH`, then a desktop one that can be downloaded where there is a display, then
 * the browser host. `LEASELINE_HOST=browser` or `=desktop` forces one. Says `Running on: …` on standard error.
 * @throws {HostError} when there is none, so that suites fail and are not passed over.
 */
export async function resolveVSCode(): Promise<VSCode> {
  const failures: unknown[] = [];
  for (const way of waysToVSCode(process.env, process.platform, process.arch)) {
    try {
      const found = await go(way);
      logToStderr(`Running on: ${found.description}`);
      return found;
    } catch (error) {
      if (failures.length === 0 && way === "download" && error instanceof Error)
        logToStderr(error.message);
      failures.push(error);
    }
  }
  // The last way is the one that should have worked; it says what to do.
  throw failures.at(-1);
}

async function go(way: Way): Promise<VSCode> {
  switch (way) {
    case "given": {
      const executablePath = await givenVSCode(process.env["VSCODE_PATH"] ?? "");
      return { kind: "desktop", executablePath, description: `VS Code at ${executablePath}` };
    }
    case "download": {
      const executablePath = await downloadVSCode(logToStderr);
      return { kind: "desktop", executablePath, description: `desktop VS Code ${versions.vscode}` };
    }
    case "browser": {
      await installHost();
      return {
        kind: "browser",
        executablePath: join(import.meta.dirname, "..", "bin", "code.mjs"),
        description: `VS Code ${versions.vscode} in a headless browser`,
      };
    }
  }
}
