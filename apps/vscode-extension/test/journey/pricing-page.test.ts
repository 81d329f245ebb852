import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findBrowser } from "@leaseline/vscode-host";
import { type Browser, type Page, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pricingModelOf } from "../../src/pricing/pricing-model.js";
import { pricingPage } from "../../src/pricing/pricing-page.js";
import { exampleLease } from "../support/examples.js";
import { appFolder } from "../support/journey/stage.js";

let browser: Browser;
beforeAll(async () => {
  const { executablePath } = await findBrowser();
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(() => browser.close());

const nothing = { unread: 0, offers: [], accounts: [], locale: "en" };

/** The page as it is built, in a browser alone. */
async function openPage(width: number): Promise<{ page: Page; show: (held: number) => void }> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const parts = { scriptUri: "", styleUri: "", cspSource: "", nonce: "", language: "en" };
  // The policy is the editor's to hold; here the two files are put in by hand.
  const html = pricingPage(parts).replaceAll(/<(meta http|link|script)[^>]*>/g, "");
  await page.setContent(html);
  const file = (name: string) => readFile(join(appFolder, "dist", "webview", name), "utf8");
  await page.addStyleTag({ content: await file("pricing.css") });
  await page.evaluate(
    "globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })",
  );
  await page.addScriptTag({ content: await file("pricing.js") });
  const show = (held: number) => {
    const leases = Array.from({ length: held }, () => exampleLease());
    const message = { kind: "show", model: pricingModelOf({ ...nothing, leases }) };
    void page.evaluate(`window.postMessage(${JSON.stringify(message)}, "*")`);
  };
  return { page, show };
}

describe("the page of prices", () => {
  it("tells what has changed in the one element that a screen reader listens to", async () => {
    const { page, show } = await openPage(900);
    const status = page.getByRole("status");
    await page.evaluate("globalThis.first = document.querySelector('[role=status]')");
    show(1);
    await status.filter({ hasText: "1 row" }).waitFor();
    show(2);
    await status.filter({ hasText: "2 rows" }).waitFor();
    expect(
      await page.evaluate("document.querySelector('[role=status]') === globalThis.first"),
    ).toBe(true);
  });

  it("gives the focus to nothing that cannot be seen", async () => {
    const { page, show } = await openPage(320);
    show(2);
    await page.getByRole("status").filter({ hasText: "2 rows" }).waitFor();
    const focused: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      focused.push(String(await page.evaluate("document.activeElement?.id ?? ''")));
    }
    expect(focused).toContain("tab-numbers");
    expect(focused.filter((id) => id.startsWith("sort-"))).toEqual([]);
  });
});
