import type { Page } from "playwright-core";
import { HostError } from "../host-error.js";

/** Of the part that shows the page; a desktop window gets it too. */
export const windowSize = { width: 1280, height: 800 } as const;

/**
 * Waits until the workbench is drawn and connected, and has its tooltips let clicks through. Contributions of
 * extensions follow within seconds: wait for what you need, e.g. with `runCommand`.
 * @throws {HostError} `timed-out`, with what the page shows.
 */
export async function waitForWorkbench(page: Page, timeoutMs: number): Promise<void> {
  // For whenever it is loaded again, and for now.
  await page.addInitScript(letTooltipsPass);
  try {
    for (const part of [".activitybar .action-item", ".statusbar-item"]) {
      await page.locator(`.monaco-workbench ${part}`).first().waitFor({ timeout: timeoutMs });
    }
    await page.evaluate(letTooltipsPass);
  } catch (cause) {
    const shown = await page
      .locator("body")
      .innerText()
      .catch(() => "nothing");
    throw new HostError(
      "timed-out",
      `The workbench was not ready within ${timeoutMs / 1000} s. The page shows: ${shown.slice(0, 500)}`,
      { cause },
    );
  }
}

/**
 * A tooltip lies over what is below it for as long as the mouse rests there. A person moves the mouse before they click;
 * a test's click would wait for the tooltip to go, for ever. It lets every click through.
 */
const letTooltipsPass = `
  const style = new CSSStyleSheet();
  style.replaceSync(
    ":is(.context-view:has(.monaco-hover), .monaco-hover, .workbench-hover-container) { pointer-events: none !important; }",
  );
  document.adoptedStyleSheets.push(style);
`;
