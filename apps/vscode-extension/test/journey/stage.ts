import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import {
  type BrowserHost,
  type Settings,
  launchBrowser,
  openBrowserHost,
  openViewContainer,
  openWorkbench,
  sandboxEnvironment,
} from "@leaseline/vscode-host";
import type { Browser, Page } from "playwright-core";

const appFolder = join(import.meta.dirname, "..", "..");
const screenshots = join(appFolder, ".screenshots");

/** A real VS Code with the packaged extension on it, a sandbox of its own, and a person's browser. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly page: Page;
  /** Kept to be looked at. */
  readonly shoot: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param settings - a person's own, over the quiet ones. */
export async function openStage(settings: Settings = {}): Promise<Stage> {
  mkdirSync(screenshots, { recursive: true });
  const sandbox = await startSandbox();
  const parts: { host?: BrowserHost; browser?: Browser } = {};
  const close = async () => {
    await parts.browser?.close();
    await parts.host?.close();
    await sandbox.close();
  };
  try {
    [parts.host, parts.browser] = await Promise.all([
      openBrowserHost({
        extensions: [join(appFolder, "leaseline.vsix")],
        // Settled in seconds instead of minutes, and late enough to be seen.
        environment: { ...sandboxEnvironment(sandbox), LEASELINE_SETTLE_MS: "3000" },
        settings,
      }),
      launchBrowser(),
    ]);
    const page = await openWorkbench(parts.browser, parts.host.url);
    page.setDefaultTimeout(40_000);
    await openViewContainer(page, "Phone Numbers");
    return {
      sandbox,
      page,
      shoot: async (name) => {
        // Notifications and menus come in slowly.
        await page.waitForTimeout(250);
        await page.screenshot({ path: join(screenshots, `${name}.png`) });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
