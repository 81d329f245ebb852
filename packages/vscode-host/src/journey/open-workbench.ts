import type { Browser, Page } from "playwright-core";
import { HostError } from "../host-error.js";

export type WorkbenchOptions = {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** 30,000 by default. */
  readonly timeoutMs?: number;
};

/**
 * Opens a host's address in a fresh browser profile and waits until the workbench is drawn and connected.
 * Contributions of extensions follow within seconds: wait for what you need, e.g. with `runCommand`.
 * @throws {HostError} `timed-out`, with what the page shows.
 */
export async function openWorkbench(
  browser: Browser,
  url: string,
  options: WorkbenchOptions = {},
): Promise<Page> {
  const { viewport = { width: 1280, height: 800 }, timeoutMs = 30_000 } = options;
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  try {
    await page.goto(url, { timeout: timeoutMs });
    await page
      .locator(".monaco-workbench .activitybar .action-item")
      .first()
      .waitFor({ timeout: timeoutMs });
    await page.locator(".monaco-workbench .statusbar-item").first().waitFor({ timeout: timeoutMs });
  } catch (cause) {
    const shown = await page
      .locator("body")
      .innerText()
      .catch(() => "nothing");
    await context.close();
    throw new HostError(
      "timed-out",
      `The workbench at ${url} was not ready within ${timeoutMs / 1000} s. The page shows: ${shown.slice(0, 500)}`,
      { cause },
    );
  }
  return page;
}
