import { mkdirSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import {
  type Editors,
  type Settings,
  openView,
  runCommand,
  sandboxEnvironment,
} from "@leaseline/vscode-host";
import type { Page } from "playwright-core";
import { type Sights, keep, keepLogs } from "../kept.js";

export const appFolder = join(import.meta.dirname, "..", "..", "..");
/** The packaged extension. */
export const packed = join(appFolder, "leaseline.vsix");
const failures = join(appFolder, "..", "..", ".results", "failures");
const screenshots = join(appFolder, ".screenshots");

/** What a person waits for comes within a second or two; a machine that is busy with other things takes longer. */
const waitMs = 120_000;

/** What a start of VS Code takes a sixth of its time for, and nothing of ours has to do with. */
const unused: Settings = { "git.enabled": false, "extensions.webWorker": false };

/** A real VS Code with the packaged extension on it, a profile and a sandbox of its own, and a person's page. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly page: Page;
  /** What is opened. */
  readonly folder: string;
  /** Where the ledger is that the editor shares with the command line. */
  readonly home: string;
  /** Kept to be looked at. */
  shoot(name: string): Promise<void>;
  /** Another window of the same editor, with the numbers in sight. */
  anotherWindow(): Promise<Page>;
  /** As when the person starts the editor again. */
  restart(): Promise<void>;
  /** As when the window is closed under whatever is open in it, and opened again. */
  reopen(): Promise<void>;
  /** Ends everything; if the test has failed, what there is to see of it is kept first. */
  close(test: { readonly failed: boolean }): Promise<void>;
}

export interface StageOptions {
  /** The name of the test. */
  readonly test: string;
  readonly editors: Editors;
  /** Where the packaged extension is installed. */
  readonly extensionsDir: string;
  /** A person's own, over the quiet ones. */
  readonly settings: Settings | ((sandbox: Sandbox) => Settings);
  /** `own`: no variable names a sandbox, and the extension has to have one itself, as for a person. */
  readonly which: "given" | "own";
  /** That of the editor. */
  readonly language: "en" | "de";
  /** What stands in the folder that is opened, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether the person has still to say that they trust it. */
  readonly workspaceTrust: boolean;
  /** At which the sandbox's clock stands still, in epoch milliseconds; null for the real time. */
  readonly at: number | null;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { test, editors, extensionsDir, settings, which, language, files, workspaceTrust, at } =
    options;
  const container = { en: "Phone Numbers", de: "Rufnummern" }[language];
  mkdirSync(screenshots, { recursive: true });
  const profile = await mkdtemp(join(tmpdir(), "leaseline-journey-"));
  const home = join(profile, "leaseline");
  const folder = join(profile, "workspace");
  const closing = [() => rm(profile, { recursive: true, force: true, maxRetries: 3 })];
  const sights: Sights = {};
  const close: Stage["close"] = async ({ failed }) => {
    if (failed) await keepLogs(profile, await keep(failures, test, sights));
    for (const end of closing.toReversed()) await end();
  };
  try {
    const sandbox = await startSandbox(at === null ? {} : { now: () => at });
    closing.push(() => sandbox.close());
    sights["requests.json"] = () => JSON.stringify(sandbox.control.requests(), null, 2);
    await mkdir(folder);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const editor = await editors.open({
      userDataDir: profile,
      folder,
      workspaceTrust,
      extensionsDir,
      settings: {
        ...unused,
        ...(typeof settings === "function" ? settings(sandbox) : settings),
      },
      environment: {
        ...(which === "given" && sandboxEnvironment(sandbox)),
        // Nothing of a test is in the ledger of whoever runs it.
        LEASELINE_HOME: home,
        // Settled in seconds instead of minutes.
        LEASELINE_SETTLE_MS: "3000",
      },
      language,
      timeoutMs: waitMs,
    });
    closing.push(() => editor.close());
    sights["host.txt"] = editor.output;
    const { page } = editor;
    sights["page.png"] = () => page.screenshot();
    sights["page.txt"] = () => page.locator("body").innerText();
    sights["notices.png"] = async () => {
      await runCommand(page, "Notifications: Show Notifications", { timeoutMs: 5000 });
      return page.screenshot();
    };
    page.setDefaultTimeout(waitMs);
    await openView(page, container);
    return {
      sandbox,
      page,
      folder,
      home,
      shoot: async (name) => {
        // Notifications and menus come in slowly.
        await page.waitForTimeout(250);
        await page.screenshot({ path: join(screenshots, `${name}.png`) });
      },
      anotherWindow: async () => {
        const other = await editor.anotherWindow();
        other.setDefaultTimeout(waitMs);
        sights["other-window.png"] = () => other.screenshot();
        await openView(other, container);
        return other;
      },
      restart: async () => {
        // What is open is written down first, which a page that is just loaded again does not wait for.
        await Promise.all([
          page.waitForEvent("load", { timeout: waitMs }),
          runCommand(page, "Developer: Reload Window"),
        ]);
        await openView(page, container);
      },
      reopen: async () => {
        await page.reload({ timeout: waitMs });
        await openView(page, container);
      },
      close,
    };
  } catch (error) {
    await close({ failed: true });
    throw error;
  }
}
