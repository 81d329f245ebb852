import type { Page } from "playwright-core";

/** Waits until every timer of the page that is due within this time has run: they come in their order, however busy the machine is. */
export async function letPageWork(page: Page, ms: number): Promise<void> {
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), ms);
}
