import { launchBrowser } from "@leaseline/vscode-host";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleEntry } from "../support/examples.js";
import { type Focused, focusedBox, untilDrawn, lastDrawn } from "../support/page-measures.js";
import { leases, numbered, offers } from "../support/panel-examples.js";
import { openPanelPage } from "../support/panel-page.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("the page of prices", () => {
  it("tells what has changed in the one element that a screen reader listens to", async () => {
    const { page, show } = await openPanelPage(browser, { input: { leases: leases(1) } });
    const status = page.getByRole("status");
    await page.evaluate("globalThis.first = document.querySelector('[role=status]')");
    await status.filter({ hasText: "1 row" }).waitFor();
    show({ leases: leases(2) });
    await status.filter({ hasText: "2 rows" }).waitFor();
    await page.getByRole("searchbox", { name: "Filter" }).fill("0001");
    await status.filter({ hasText: "1 of 2 rows" }).waitFor();
    expect(
      await page.evaluate("document.querySelector('[role=status]') === globalThis.first"),
    ).toBe(true);
    expect(await page.evaluate("document.activeElement.id")).toBe("filter");
  });

  it("says of whose numbers it has no newer word, above either table, for as long as that is so", async () => {
    const read = exampleEntry({ leases: leases(1) });
    const input = { leases: leases(1), offers: offers(1), held: [read] };
    const { page, show } = await openPanelPage(browser, { input });
    const said = page.locator(".summary").getByText("As last seen");
    await page.getByRole("status").filter({ hasText: "1 row" }).waitFor();
    expect(await said.count()).toBe(0);
    show({ held: [{ ...read, asOf: "2026-11-24T12:00:00Z" }] });
    await said.waitFor();
    await page
      .locator(".summary")
      .getByText(/^Contiguity · acme, as of Nov 2[45], 2026/)
      .waitFor();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: /^Lease \+/ }).waitFor();
    expect(await said.count()).toBe(1);
    show({ held: [read] });
    await said.waitFor({ state: "detached" });
  });

  it("draws what is in sight of ten thousand rows, wherever that is, and says which those are", async () => {
    const { page } = await openPanelPage(browser, { input: { leases: leases(10_000) } });
    const table = page.getByRole("table");
    await page.getByRole("rowheader", { name: "Line 10000 " }).waitFor();
    expect(await table.getAttribute("aria-rowcount")).toBe("10001");
    expect(await page.getByRole("row").count()).toBeLessThan(80);
    const scrolled = page.locator(".scroll");
    for (const part of [0.5, 0.25, 1]) {
      await scrolled.evaluate((node, to) => (node.scrollTop = node.scrollHeight * to), part);
      // In the middle of what is in sight stands a row, and not the space for one.
      const box = await scrolled.boundingBox();
      const point = `${(box?.x ?? 0) + 60}, ${(box?.y ?? 0) + (box?.height ?? 0) / 2}`;
      const row = `document.elementFromPoint(${point})?.closest("tr")?.getAttribute("aria-rowindex")`;
      await expect
        .poll(async () => Number(await page.evaluate(row)))
        .toSatisfy((index: number) => Math.abs(index / 10_001 - part) < 0.01);
      expect(await page.getByRole("row").count()).toBeLessThan(80);
    }
    await page.getByRole("rowheader", { name: "Line 1 ·" }).waitFor();
    await page.getByRole("button", { name: "Number", exact: true }).click();
    await page.getByRole("rowheader", { name: "Line 1 ·" }).waitFor();
    await page.locator("th[aria-sort=ascending]", { hasText: "Number" }).waitFor();
  });

  it("keeps a row that has the focus, also out of sight and when something changes", async () => {
    const { page, show } = await openPanelPage(browser, { input: { offers: offers(1000) } });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: "Lease +1 305 200 0003" }).focus();
    await page.locator(".scroll").evaluate((node) => (node.scrollTop = node.scrollHeight / 2));
    await expect.poll(() => page.evaluate<number>(lastDrawn)).toBeGreaterThan(400);
    show({ offers: offers(999) });
    await page.getByRole("status").filter({ hasText: "999 rows" }).waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe(`act-first ${numbered(3)}`);
  });

  it("loads what draws charts with the first that is in sight, and draws one for each currency", async () => {
    const { page, loaded } = await openPanelPage(browser, { input: { offers: offers(10) } });
    const charts = () => loaded.filter((name) => name.startsWith("chart-"));
    await page.getByRole("status").filter({ hasText: "No phone numbers" }).waitFor();
    await page.getByText("What is charged shows here").waitFor();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByText("Tick up to 6 offers").waitFor();
    expect(charts()).toEqual([]);
    for (const index of [0, 1, 2]) await page.getByRole("checkbox").nth(index).check();
    await page.getByText("3 offers compared").waitFor();
    const dollars = page.getByRole("slider", { name: "Cost over 24 months in USD" });
    await dollars.locator("canvas").waitFor();
    await page.getByRole("slider", { name: "Cost over 24 months in EUR" }).waitFor();
    expect(charts()).toHaveLength(1);
    await page.getByRole("button", { name: "Compare None" }).click();
    await dollars.waitFor({ state: "hidden" });
  });

  it("has no more ticked than can be compared, and knows them when it comes back", async () => {
    const { page } = await openPanelPage(browser, { input: { offers: offers(10) } });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    for (let index = 0; index < 6; index += 1) await page.getByRole("checkbox").nth(index).check();
    await page.getByText("6 offers compared, which is the most at once").waitFor();
    expect(await page.getByRole("checkbox", { disabled: true }).count()).toBe(4);
    await page.getByRole("checkbox").first().uncheck();
    await page.getByText("5 offers compared").waitFor();
    await page.getByRole("searchbox", { name: "Filter" }).fill("0001");
    await page.getByRole("status").filter({ hasText: "1 of 10 rows" }).waitFor();
    await page.reload();
    await page.getByRole("status").filter({ hasText: "1 of 10 rows" }).waitFor();
    await page.getByText("5 offers compared").waitFor();
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(1);
  });

  it("has as many ticked of a new search, whatever was ticked in the one before", async () => {
    const [before, after] = [offers(5), offers(12).slice(5)];
    const { page, show } = await openPanelPage(browser, { input: { offers: before } });
    const box = (index: number) => page.getByRole("checkbox").nth(index);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    for (let index = 0; index < 5; index += 1) await box(index).check();
    await page.getByText("5 offers compared").waitFor();
    show({ offers: after });
    await page.getByText("Tick up to 6 offers").waitFor();
    for (let index = 0; index < 2; index += 1) await box(index).check();
    await page.getByText("2 offers compared").waitFor();
  });

  it("asks for a lease once, however fast its button is pressed again", async () => {
    const { page, requests } = await openPanelPage(browser, { input: { offers: offers(1) } });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: /^Lease \+/ }).dblclick();
    expect(requests).toEqual([{ kind: "lease", id: `first ${numbered(0)}` }]);
  });

  it("keeps a tick over whatever is drawn before it was answered", async () => {
    const { page } = await openPanelPage(browser, { input: { offers: offers(3) } });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("checkbox").first().waitFor();
    const ticked = `[...document.querySelectorAll("input[type=checkbox]")].map((box) => {
      box.click();
      window.dispatchEvent(new Event("resize"));
      return box.checked;
    })`;
    expect(await page.evaluate(ticked)).toEqual([true, true, true]);
    await page.getByText("3 offers compared").waitFor();
  });

  it("is all within reach of the keyboard: filter, boxes, buttons, and the points of a chart", async () => {
    const { page, requests, saved } = await openPanelPage(browser, {
      input: { offers: offers(3) },
    });
    const focused = async () => (await page.evaluate<Focused>(focusedBox)).id;
    const tabTo = async (id: string | RegExp) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press("Tab");
        const now = await focused();
        if (typeof id === "string" ? now === id : id.test(now)) return;
      }
      throw new Error(`the keyboard does not come to ${id}`);
    };
    await page.getByRole("status").filter({ hasText: "No phone numbers" }).waitFor();
    await tabTo("tab-offers");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox").first().waitFor();
    await tabTo("export");
    await page.keyboard.press("Enter");
    await expect.poll(() => saved.length).toBe(1);
    await tabTo("filter");
    await page.keyboard.type("305");
    await tabTo("sort-0");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.locator("th[aria-sort=descending]").waitFor();
    expect(await focused()).toBe("sort-0");
    await tabTo(/^compare-first/);
    await page.keyboard.press("Space");
    await page.getByText("1 offer compared").waitFor();
    await tabTo(/^act-first/);
    await page.keyboard.press("Enter");
    await expect.poll(() => requests).toEqual([{ kind: "lease", id: `first ${numbered(2)}` }]);
    await page.getByRole("slider").locator("canvas").waitFor();
    await page.evaluate("document.getElementById('filter').focus()");
    await tabTo(/^chart-/);
    const slider = page.getByRole("slider");
    expect(await slider.getAttribute("aria-valuetext")).toBe("After 24 months: A $98.75");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    expect(await slider.getAttribute("aria-valuetext")).toBe("After 2 months: A $10.97");
    await page.getByText("After 2 months: A $10.97").waitFor();
    await page.getByText("Show as a table").click();
    await page.getByRole("row", { name: "After 24 months $98.75" }).waitFor();
  });

  it("has the same as a table, also where nothing can be drawn", async () => {
    const { page } = await openPanelPage(browser, {
      input: { leases: leases(1) },
      without: /chart-/,
    });
    const table = page.getByRole("table", { name: "Charged by month in USD" });
    await table.getByRole("row", { name: "November 2026 $19.99" }).waitFor();
    expect(await page.getByRole("slider").count()).toBe(0);
  });

  it("shows and sorts ten thousand rows about as fast as a hundred", async () => {
    const times = new Map<string, number[]>();
    const pages = new Map<number, Page>();
    for (const count of [100, 10_000]) {
      const { page } = await openPanelPage(browser, {
        input: { leases: leases(count), offers: offers(1) },
      });
      await page.getByRole("rowheader").first().waitFor();
      pages.set(count, page);
    }
    // In turns, so that a busy moment hits both.
    for (let round = 0; round < 5; round += 1)
      for (const [count, page] of pages) {
        const sorted = await page.evaluate<number>(untilDrawn("sort-0"));
        await page.evaluate(untilDrawn("tab-offers"));
        const shown = await page.evaluate<number>(untilDrawn("tab-numbers"));
        for (const [what, ms] of [
          ["sort", sorted],
          ["show", shown],
        ] as const)
          times.set(`${what} ${count}`, [...(times.get(`${what} ${count}`) ?? []), ms]);
      }
    const median = (what: string) =>
      times.get(what)?.toSorted((left, right) => left - right)[2] ?? 0;
    // A hundred times as many took a hundred times as long where each was drawn; now it is two or three times.
    for (const what of ["sort", "show"])
      expect(median(`${what} 10000`) / median(`${what} 100`), what).toBeLessThan(20);
  });

  it("holds to its policy, and breaks nothing by it", async () => {
    const { page } = await openPanelPage(browser, { input: { offers: offers(3) } });
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("pageerror", ({ message }) => problems.push(message));
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("checkbox").first().check();
    await page.getByRole("slider").locator("canvas").waitFor();
    expect(problems).toEqual([]);
  });
});
