import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { type Cleanup, withCleanup } from "../cleanup.js";
import { downloadVSCode } from "../desktop/download-vscode.js";
import { findDesktop } from "../desktop/find-desktop.js";
import { HostError } from "../host-error.js";
import { openBrowserHost } from "../host/browser-host.js";
import { hasCodeServer, installCodeServer } from "../install/code-server.js";
import { logToStderr } from "../log.js";
import { findVsix } from "./find-vsix.js";
import { type OpenOptions, openDesktop } from "./open-desktop.js";
import { openInBrowser } from "./open-in-browser.js";
import { sandboxEnvironment } from "./sandbox-environment.js";
import { welcomeVsix } from "./welcome.js";

export type StartFlags = {
  /** Also where a desktop VS Code is installed. */
  readonly browser: boolean;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether the person's browser is told of the address. */
  readonly open: boolean;
};

/**
 * Runs until the person stops it, or VS Code ends by itself.
 * @param extensionFolder - where the packaged extension is.
 * @throws {HostError} of every kind.
 */
export async function runStart(
  flags: StartFlags,
  stopped: Promise<void>,
  extensionFolder: string,
): Promise<void> {
  const vsix = await findVsix(extensionFolder);
  const desktop = flags.browser ? undefined : await desktopProgram();
  await withCleanup(async (cleanup) => {
    const open = async () => {
      // The two have nothing to wait for in each other.
      const [sandbox, scratch] = await Promise.all([
        openSandbox(cleanup),
        openScratch(cleanup),
        desktop ?? installCodeServer(logToStderr),
      ]);
      const what = {
        extensions: [vsix, await welcomeVsix(scratch)],
        folder: join(scratch, "leaseline-sample"),
        environment: sandboxEnvironment(sandbox),
      };
      if (desktop === undefined) return openBrowser(flags, what, cleanup);
      return openDesktop(desktop, what, cleanup, () => {
        console.log(`Leaseline is running in ${desktop}. Ctrl+C ends it.`);
      });
    };
    await Promise.race([open(), stopped]);
  });
}

/** An installed one, else one to download where VS Code in the browser cannot be had; undefined for the browser. */
async function desktopProgram(): Promise<string | undefined> {
  const installed = await findDesktop(logToStderr);
  if (installed !== undefined || hasCodeServer(process.platform, process.arch)) return installed;
  return downloadVSCode(logToStderr);
}

async function openBrowser(flags: StartFlags, what: OpenOptions, cleanup: Cleanup): Promise<never> {
  const host = await openBrowserHost({ ...what, port: flags.port });
  await cleanup(host.close);
  console.log(`Leaseline is running at ${host.url}`);
  logToStderr(
    "It listens on this machine only. The address holds the secret that opens it: keep it to yourself. Ctrl+C ends it.",
  );
  if (flags.open) await openInBrowser(host.url, dirname(what.folder));
  await host.ended;
  throw new HostError("start-failed", `VS Code ended by itself. It printed:\n${host.output()}`);
}

async function openSandbox(cleanup: Cleanup): Promise<Sandbox> {
  const sandbox = await startSandbox();
  await cleanup(sandbox.close);
  return sandbox;
}

/** A folder of our own, with a copy of the sample in it, so that trying things does not change the clone. */
async function openScratch(cleanup: Cleanup): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-start-"));
  await cleanup(() => rm(scratch, { recursive: true, force: true }));
  const sample = join(import.meta.dirname, "..", "..", "sample");
  await cp(sample, join(scratch, "leaseline-sample"), { recursive: true });
  return scratch;
}
