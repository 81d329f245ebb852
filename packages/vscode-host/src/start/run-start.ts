import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { type Cleanup, withCleanup } from "../cleanup.js";
import { HostError } from "../host-error.js";
import { openBrowserHost } from "../host/browser-host.js";
import { installCodeServer } from "../install/code-server.js";
import { logToStderr } from "../log.js";
import { findDesktop } from "./desktop-command.js";
import { findVsix } from "./find-vsix.js";
import { openDesktop } from "./open-desktop.js";
import { openInBrowser } from "./open-in-browser.js";
import { sandboxEnvironment } from "./sandbox-environment.js";

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
  const desktop = flags.browser ? undefined : await findDesktop();
  await withCleanup(async (cleanup) => {
    const open = async () => {
      // The two have nothing to wait for in each other.
      const [sandbox, folder] = await Promise.all([
        openSandbox(cleanup),
        sampleFolder(cleanup),
        desktop ?? installCodeServer(logToStderr),
      ]);
      const environment = sandboxEnvironment(sandbox);
      if (desktop === undefined) return openBrowser(flags, { vsix, folder, environment }, cleanup);
      const group = await openDesktop(desktop, { vsix, folder, environment });
      await cleanup(group.end);
      console.log(`Leaseline is running in ${desktop.program}. Ctrl+C ends it.`);
      return group.ended;
    };
    await Promise.race([open(), stopped]);
  });
}

async function openBrowser(
  flags: StartFlags,
  { vsix, folder, environment }: Parameters<typeof openDesktop>[1],
  cleanup: Cleanup,
): Promise<never> {
  const { port } = flags;
  const host = await openBrowserHost({ extensions: [vsix], folder, environment, port });
  await cleanup(host.close);
  console.log(`Leaseline is running at ${host.url}`);
  logToStderr("It listens on this machine only and asks for no password. Ctrl+C ends it.");
  if (flags.open) openInBrowser(host.url);
  await host.ended;
  throw new HostError("start-failed", `VS Code ended by itself. It printed:\n${host.output()}`);
}

async function openSandbox(cleanup: Cleanup): Promise<Sandbox> {
  const sandbox = await startSandbox();
  await cleanup(sandbox.close);
  return sandbox;
}

/** A copy, so that trying things does not change the clone. */
async function sampleFolder(cleanup: Cleanup): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-start-"));
  await cleanup(() => rm(scratch, { recursive: true, force: true }));
  const folder = join(scratch, "leaseline-sample");
  await cp(join(import.meta.dirname, "..", "..", "sample"), folder, { recursive: true });
  return folder;
}
