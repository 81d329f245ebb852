import type { FrameLocator, Locator, Page } from "playwright-core";

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

/** Opens a container of views by the name of its icon, once the extension has brought it. */
export async function openViewContainer(page: Page, name: string): Promise<void> {
  const tab = page
    .locator(".activitybar")
    .getByRole("tab", { name: new RegExp(`^${escape(name)}\\b`) });
  await tab.waitFor();
  if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
}

/** The row of a tree in the side bar that holds this text. */
export function treeRow(page: Page, text: string | RegExp): Locator {
  return page.locator(".sidebar .pane-body .monaco-list-row", { hasText: text }).first();
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
