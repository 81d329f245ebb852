import type { Page } from "playwright-core";
import { runCommand } from "./run-command.js";

/**
 * Opens a view once the extension has brought it, and waits until it is seen. It does so by the view's command:
 * the icon of a container opens it or closes it, whichever it is not at that moment, and after a reload the
 * editor opens by itself what was open before.
 * @param container - the name of the container, which is that of its icon.
 */
export async function openView(page: Page, container: string, view = container): Promise<void> {
  // The palette does not look again for commands that come late.
  await page.locator(".activitybar").getByRole("tab", { name: container }).waitFor();
  await runCommand(page, `${container}: Focus on ${view} View`);
  const title = page.locator(".sidebar .composite.title", { hasText: container });
  await title.filter({ visible: true }).waitFor();
}
