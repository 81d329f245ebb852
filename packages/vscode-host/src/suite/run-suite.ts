import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { launchBrowser } from "../browser/launch-browser.js";
import { type Cleanup, withCleanup } from "../cleanup.js";
import { HostError } from "../host-error.js";
import { writeSettings } from "../host/settings.js";
import { type RunningCodeServer, startCodeServer } from "../host/start-code-server.js";
import { installCodeServer } from "../install/code-server.js";
import { installHost } from "../install-host.js";
import { logToStderr } from "../log.js";
import type { CodeFlags } from "./code-flags.js";
import { forwardConsole } from "./forward-console.js";
import { listenForExit } from "./suite-exit.js";
import { suiteUrl } from "./suite-url.js";

const settleMs = 5000;

export type SuiteOptions = {
  readonly flags: CodeFlags & { readonly extensionTestsPath: string };
  /** From the start of the server and the browser to the suite's end; not the installation. */
  readonly timeoutMs: number;
  /** Aborted when the person gives up; everything is ended then. */
  readonly signal: AbortSignal;
};

/**
 * Runs one suite in the extension host of the browser host.
 * @returns the exit code that VS Code asks for: 0 when the suite passed.
 * @throws {HostError} `timed-out`, `start-failed`, and as installing does.
 */
export async function runSuite({ flags, timeoutMs, signal }: SuiteOptions): Promise<number> {
  // Installing takes as long as the network does; it is not the suite's time.
  await installHost();
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-suite-"));
  let run: Promise<number> | undefined;
  try {
    return await withCleanup(async (cleanup) => {
      run = openSuite(flags, scratch, cleanup);
      return Promise.race([run, limit(timeoutMs, signal)]);
    });
  } finally {
    // What was still starting when the limit came is ended too; its complaint is only a consequence.
    await Promise.race([run?.catch(() => {}), sleep(settleMs, undefined, { ref: false })]);
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function openSuite(
  flags: SuiteOptions["flags"],
  scratch: string,
  cleanup: Cleanup,
): Promise<number> {
  const [browser, server] = await start(flags, scratch, cleanup);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const exit = await listenForExit(page);
  const stopForwarding = await forwardConsole(page);
  await page.goto(
    suiteUrl({
      authority: server.authority,
      token: server.token,
      folder: flags.folder === undefined ? undefined : resolve(flags.folder),
      extensionDevelopmentPaths: flags.extensionDevelopmentPaths.map((path) => resolve(path)),
      extensionTestsPath: resolve(flags.extensionTestsPath),
    }),
    // The suite's own time is the one limit; a busy machine takes long to load the page.
    { waitUntil: "commit", timeout: 0 },
  );
  const died = server.ended.then((): never => {
    throw new HostError("start-failed", `VS Code ended during the suite:\n${server.output()}`);
  });
  return Promise.race([exit(), died]).finally(stopForwarding);
}

async function start(flags: CodeFlags, scratch: string, cleanup: Cleanup) {
  const userDataDir = resolve(flags.userDataDir ?? join(scratch, "user"));
  const extensionsDir = resolve(flags.extensionsDir ?? join(scratch, "extensions"));
  await Promise.all([userDataDir, extensionsDir].map((path) => mkdir(path, { recursive: true })));
  await writeSettings(userDataDir);
  const codeServer = await installCodeServer(logToStderr);
  const startServer = async (): Promise<RunningCodeServer> => {
    const shared = { userDataDir, extensionsDir, environment: {}, port: 0 };
    // Whatever runs tests is trusted by the editor itself.
    const options = { ...shared, testDriver: true, builtIn: "few", workspaceTrust: false } as const;
    const server = await startCodeServer(codeServer, options);
    await cleanup(server.close);
    return server;
  };
  const startBrowser = async () => {
    const browser = await launchBrowser();
    await cleanup(() => browser.close());
    return browser;
  };
  return Promise.all([startBrowser(), startServer()]);
}

function limit(timeoutMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => {
      const message = `The suite did not end within ${timeoutMs / 1000} s. Set LEASELINE_SUITE_TIMEOUT_MS to give it longer.`;
      reject(new HostError("timed-out", message));
    }, timeoutMs);
    // The rest of the process decides how long it lives.
    timer.unref();
    const stop = () => reject(new Error("Stopped.", { cause: signal.reason }));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
