import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Variables } from "../environment/variables.js";
import { installCodeServer } from "../install/code-server.js";
import { logToStderr } from "../log.js";
import { installExtensions } from "./install-extension.js";
import { type Settings, writeSettings } from "./settings.js";
import { type RunningCodeServer, startCodeServer } from "./start-code-server.js";

export type BrowserHostOptions = {
  /** VSIX files to install. */
  readonly extensions?: readonly string[];
  /** What to open; an empty folder by default. */
  readonly folder?: string;
  /** Merged over the quiet defaults. */
  readonly settings?: Settings;
  /** Of the extensions that come with VS Code: all by default, or the few that suites need. */
  readonly builtIn?: "all" | "few";
  /** Whether the folder has to be trusted by the person first; it is trusted by default. */
  readonly workspaceTrust?: boolean;
  /** Added to the environment of the extension host. */
  readonly environment?: Variables;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Where the user's settings and state are kept; by default a new folder that `close` removes. */
  readonly userDataDir?: string;
  /** Where extensions are installed; by default a new folder that `close` removes. */
  readonly extensionsDir?: string;
};

export type BrowserHost = {
  /** Opens the folder directly. It holds the secret without which nothing is answered: keep it to yourself. */
  readonly url: string;
  /** Resolves, to its exit code, when the host ends, by {@link BrowserHost.close} or by itself. */
  readonly ended: Promise<number | null>;
  /** The end of what the host printed, for when something went wrong. */
  readonly output: () => string;
  /** Ends every process and removes the temporary folders. */
  readonly close: () => Promise<void>;
};

/**
 * Starts VS Code for the browser, installing it into the user's cache the first time.
 * @throws {HostError} `port-in-use`, `no-vsix`, `bad-extension`, `start-failed`, `no-network`,
 * `disk-full`, `install-failed`, `unsupported-platform`.
 */
export async function openBrowserHost(options: BrowserHostOptions = {}): Promise<BrowserHost> {
  const codeServer = await installCodeServer(logToStderr);
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-host-"));
  const userDataDir = resolve(options.userDataDir ?? join(scratch, "user"));
  const extensionsDir = resolve(options.extensionsDir ?? join(scratch, "extensions"));
  const folder = resolve(options.folder ?? join(scratch, "workspace"));
  const removeScratch = () => rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  let running: RunningCodeServer;
  try {
    await Promise.all(
      [userDataDir, extensionsDir, folder].map((path) => mkdir(path, { recursive: true })),
    );
    await writeSettings(userDataDir, options.settings);
    await installExtensions(codeServer, options.extensions ?? [], extensionsDir);
    running = await startCodeServer(codeServer, {
      userDataDir,
      extensionsDir,
      environment: options.environment ?? {},
      port: options.port ?? 0,
      testDriver: false,
      builtIn: options.builtIn ?? "all",
      workspaceTrust: options.workspaceTrust ?? false,
    });
  } catch (error) {
    await removeScratch();
    throw error;
  }
  return {
    url: folderUrl(running, folder),
    ended: running.ended,
    output: running.output,
    close: async () => {
      await running.close();
      await removeScratch();
    },
  };
}

/** The address that opens a folder. */
function folderUrl({ authority, token }: RunningCodeServer, folder: string): string {
  // Slashes are left as they are, so that a person can read the address.
  return `http://${authority}/?token=${token}&folder=${encodeURIComponent(folder).replaceAll("%2F", "/")}`;
}
