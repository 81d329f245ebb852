import type { Browser } from "playwright-core";
import { launchBrowser } from "../browser/launch-browser.js";
import { openBrowserHost } from "../host/browser-host.js";
import { installExtensions } from "../host/install-extension.js";
import { installCodeServer } from "../install/code-server.js";
import { logToStderr } from "../log.js";
import type { Editor, EditorOptions, Editors } from "./editors.js";
import { waitForWorkbench, windowSize } from "./workbench.js";

/** Editors in one browser, each with a host and a browser profile of its own. */
export async function browserEditors(): Promise<Editors> {
  const browser = await launchBrowser();
  return {
    install: async (files, extensionsDir) =>
      installExtensions(await installCodeServer(logToStderr), files, extensionsDir),
    takesLanguages: true,
    open: (options) => open(browser, options),
    close: () => browser.close(),
  };
}

async function open(
  browser: Browser,
  { timeoutMs = 120_000, ...options }: EditorOptions,
): Promise<Editor> {
  const host = await openBrowserHost({ ...options, builtIn: "few" });
  const context = await browser.newContext({
    viewport: windowSize,
    reducedMotion: "reduce",
    // Where the system has none, Chromium's own is no language: "en-US@posix".
    locale: "en-US",
  });
  const { language } = options;
  // What a page of VS Code takes its language from: its messages in that language say so, where it has them.
  if (language)
    await context.addInitScript((name) => {
      Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name });
    }, language);
  const close = async () => {
    await context.close();
    await host.close();
  };
  try {
    const openWindow = async () => {
      const page = await context.newPage();
      await page.goto(host.url, { timeout: timeoutMs });
      await waitForWorkbench(page, timeoutMs);
      return page;
    };
    return {
      page: await openWindow(),
      anotherWindow: openWindow,
      output: host.output,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
