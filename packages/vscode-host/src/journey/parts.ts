import type { FrameLocator, Locator, Page } from "playwright-core";
import { press } from "./keyboard.js";
import { letPageWork } from "./let-page-work.js";

/** What the newest visible webview, a view or an editor tab, shows. */
export function webviewFrame(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").last().frameLocator("#active-frame");
}

/** The toast that says this; VS Code hides some by itself, so look soon. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator(".notification-toast", { hasText: text }).first();
}

/** The modal dialog; its buttons are reached with `getByRole("button", …)`. */
export function dialog(page: Page): Locator {
  return page.locator(".monaco-dialog-box:visible");
}

/** The row of a tree in the side bar that holds this text. */
export function treeRow(page: Page, text: string | RegExp): Locator {
  return page.locator(".sidebar .pane-body .monaco-list-row", { hasText: text }).first();
}

/** VS Code passes over a click on a menu that it has opened less than 100 ms ago. */
const menuWakesMs = 150;

/** Clicks an entry of the menu that is open, once it listens. */
export async function pickFromMenu(page: Page, name: string): Promise<void> {
  const entry = page.getByRole("menuitem", { name });
  await entry.waitFor();
  await letPageWork(page, menuWakesMs);
  await entry.click();
}

/** Closes the menu that is open, and waits until it is gone. */
export async function closeMenu(page: Page): Promise<void> {
  const menu = page.locator(".monaco-menu:visible").first();
  await menu.waitFor();
  await press(page, "Escape");
  await menu.waitFor({ state: "hidden" });
}
