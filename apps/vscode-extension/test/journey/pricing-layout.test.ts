import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Translate, untranslated } from "@leaseline/core";
import { launchBrowser } from "@leaseline/vscode-host";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { translateWith } from "../../src/words/translate.js";
import { exampleAccount, exampleEntry, exampleLease } from "../support/examples.js";
import { appFolder } from "../support/journey/stage.js";
import {
  type Focused,
  focusedBox,
  lastDrawn,
  strayMarks,
  brokenWords,
  groupsInSight,
  besideNumber,
  linesOf,
  leftEdge,
  outOfPlace,
} from "../support/page-measures.js";
import { leases, numbered, offers } from "../support/panel-examples.js";
import { openPanelPage } from "../support/panel-page.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const german: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(appFolder, "l10n", "bundle.l10n.de.json"), "utf8"),
);
const inGerman: Translate = (text, ...values) => untranslated(german[text] ?? text, ...values);
afterEach(() => translateWith(untranslated));

const small = { viewport: { width: 320, height: 640 } };

describe("the page of prices, as it is laid out", () => {
  it("marks the chosen table alone where the system chooses the colours", async () => {
    const context = { forcedColors: "active" } as const;
    const { page } = await openPanelPage(browser, { input: { leases: leases(1) }, context });
    const lineOf = (name: string) =>
      page
        .getByRole("button", { name, exact: true })
        .evaluate((tab) => tab.ownerDocument.defaultView?.getComputedStyle(tab).borderBottomColor);
    const canvas = "rgb(255, 255, 255)";
    expect(await lineOf("Compare")).toBe(canvas);
    expect(await lineOf("My Numbers")).not.toBe(canvas);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect.poll(() => lineOf("My Numbers")).toBe(canvas);
    expect(await lineOf("Compare")).not.toBe(canvas);
  });

  it("shows everything at 320 pixels without a way to the side, and gives the focus to nothing unseen", async () => {
    // A name may be as long as this without a place to break it, as an address is.
    const account = exampleAccount({ label: "phonenumbers.platformteam@subsidiary.example.com" });
    const held = [exampleEntry({ account, leases: leases(1), asOf: "2026-11-24T12:00:00Z" })];
    const { page } = await openPanelPage(browser, {
      input: { offers: offers(500), accounts: [account], held },
      context: small,
    });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("checkbox").first().check();
    await page.getByText("Charts", { exact: true }).click();
    await page.getByRole("slider").locator("canvas").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    const seen: string[] = [];
    await page.getByRole("button", { name: "My Numbers" }).focus();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      // Nobody presses it again before what it has led to is drawn.
      await page.evaluate(
        "new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))",
      );
      const { id, ...box } = await page.evaluate<Focused>(focusedBox);
      expect([id, box.width > 1, box.height > 1]).toEqual([id, true, true]);
      expect([id, box.left >= 0, box.right <= 320]).toEqual([id, true, true]);
      expect([id, box.bottom > 0, box.top < small.viewport.height]).toEqual([id, true, true]);
      seen.push(id);
    }
    expect(seen).toContain("sort-0");
    expect(seen.filter((id) => id.startsWith("compare-first")).length).toBeGreaterThan(15);
    await page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight / 2)");
    await expect.poll(() => page.evaluate<number>(lastDrawn)).toBeGreaterThan(200);
    expect(await page.getByRole("row").count()).toBeLessThan(80);
  });

  it("has the first number on the first screen at 320 pixels, and the charts folded up before it", async () => {
    const { page, loaded } = await openPanelPage(browser, {
      input: { leases: leases(3), offers: offers(500) },
      context: small,
    });
    for (const tab of ["My Numbers", "Compare"]) {
      await page.getByRole("button", { name: tab, exact: true }).click();
      const row = page.locator("tr[aria-rowindex='2']");
      await row.waitFor();
      if (tab === "Compare") await page.getByRole("checkbox").first().check();
      const fold = page.getByText("Charts", { exact: true });
      await fold.waitFor();
      const [first, charts] = [await row.boundingBox(), await fold.boundingBox()];
      expect(first?.y).toBeLessThan(small.viewport.height);
      expect(charts?.y).toBeLessThan(first?.y ?? 0);
    }
    expect(loaded.filter((name) => name.startsWith("chart-"))).toEqual([]);
    await page.getByText("Charts", { exact: true }).click();
    await page.getByRole("slider").locator("canvas").waitFor();
    // Beside the table there is room for them.
    await page.setViewportSize({ width: 1340, height: 800 });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole("slider").waitFor({ state: "hidden" });
    await page.setViewportSize({ width: 1340, height: 800 });
    await page.getByRole("slider").locator("canvas").waitFor();
    expect(await page.getByText("Charts", { exact: true }).isVisible()).toBe(false);
  });

  it("begins every line at the same edge at 320 pixels, headings too", async () => {
    const { page } = await openPanelPage(browser, {
      input: { offers: offers(3) },
      context: small,
    });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.locator("tr[aria-rowindex='2']").waitFor();
    const lines = ["label", "caption", "#sort-0", "tbody th"];
    const edges = await Promise.all(lines.map((place) => page.evaluate<number>(leftEdge(place))));
    expect(new Set(edges).size).toBe(1);
  });

  it.each([320, 1200, 1340])(
    "says where rows would stand that there are none, at %d pixels",
    async (width) => {
      const { page, show } = await openPanelPage(browser, {
        context: { viewport: { width, height: 1000 } },
      });
      const below = async (text: string) => {
        const words = await page.getByRole("status").filter({ hasText: text }).boundingBox();
        const filter = await page.getByRole("searchbox", { name: "Filter" }).boundingBox();
        return (words?.y ?? Infinity) - (filter?.y ?? 0) - (filter?.height ?? 0);
      };
      // What is said of charges stands between them, or beside.
      expect(await below("No phone numbers are leased yet.")).toBeLessThan(150);
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      expect(await below("Search for numbers")).toBeLessThan(50);
      show({ offers: offers(3) });
      await page.locator("tr[aria-rowindex='2']").waitFor();
      await page.getByRole("searchbox", { name: "Filter" }).fill("nowhere");
      // The headings stay.
      expect(await below("No row fits the filter.")).toBeLessThan(200);
    },
  );

  it.each([320, 1200, 1340])(
    "says how many rows there are right below them, above the charts, at %d pixels",
    async (width) => {
      const { page } = await openPanelPage(browser, {
        input: { offers: offers(3) },
        context: { viewport: { width, height: 1000 } },
      });
      const below = async (text: string, place: string) => {
        const words = await page.getByRole("status").filter({ hasText: text }).boundingBox();
        const box = await page.locator(place).last().boundingBox();
        return (words?.y ?? Infinity) - (box?.y ?? 0) - (box?.height ?? 0);
      };
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.getByRole("checkbox").first().check();
      if (width > 320) await page.getByRole("slider").locator("canvas").waitFor();
      if (width < 1320) expect(await below("3 rows", ".scroll")).toBeLessThan(20);
      await page.getByRole("searchbox", { name: "Filter" }).fill("nowhere");
      expect(await below("No row fits the filter.", ".scroll thead")).toBeLessThan(40);
    },
  );

  it.each([521, 830, 1321])(
    "breaks no word and no number at %d pixels, whichever column it is sorted by",
    async (width) => {
      const { page } = await openPanelPage(browser, {
        input: { leases: leases(9), offers: offers(9) },
        context: { viewport: { width, height: 700 } },
      });
      for (const tab of ["My Numbers", "Compare"]) {
        await page.getByRole("button", { name: tab, exact: true }).click();
        await page.locator("tr[aria-rowindex='2']").waitFor();
        const headings = page.locator("thead .sort");
        for (let column = 0; column < (await headings.count()); column += 1) {
          await headings.nth(column).click();
          await page.locator(`thead th[aria-sort=ascending] #sort-${column}`).waitFor();
          expect(await page.evaluate(brokenWords)).toEqual([]);
          expect(await page.evaluate(strayMarks)).toEqual([]);
        }
      }
    },
  );

  it("has a number as it is read, behind a name in whatever direction that is written", async () => {
    const names = ["תמיכה טכנית 24/7", "دعم ٢٤", "Support line"];
    const { page } = await openPanelPage(browser, {
      input: {
        leases: names.map((label, index) => exampleLease({ number: numbered(index), label })),
      },
    });
    await page.locator("tr[aria-rowindex='4']").waitFor();
    expect(await page.evaluate(groupsInSight)).toEqual(
      names.map((_, index) => `+1 305 200 000${index}`),
    );
  });

  it("has all of an offer in sight beside the side bar of a small window, each place on two lines", async () => {
    const places = ["San Francisco, CA", "Nashville, TN", "New York, NY"];
    const { page } = await openPanelPage(browser, {
      input: {
        offers: offers(9).map((offer, index) => ({ ...offer, place: places[index % 3] ?? null })),
      },
      context: { viewport: { width: 922, height: 700 } },
    });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("checkbox").first().waitFor();
    const hidden = await page
      .locator(".scroll")
      .evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(hidden).toBe(0);
    expect(Math.max(...(await page.evaluate<number[]>(linesOf("place"))))).toBeLessThanOrEqual(2);
    expect(Math.max(...(await page.evaluate<number[]>(besideNumber)))).toBeLessThan(1.5);
  });

  it.each(["en", "de"])(
    "has nothing cut off, and nothing under a button, at any width and in the words of %s",
    async (language) => {
      if (language === "de") translateWith(inGerman, language);
      const requirements = [
        { kind: "plan" as const, description: "The account needs the enterprise plan." },
      ];
      const many = offers(300).map((offer, index) => ({
        ...offer,
        place: ["San Francisco, CA", "Nashville, TN", null][index % 3] ?? null,
        requirements: index % 2 ? requirements : [],
      }));
      const compare = language === "de" ? "Vergleichen" : "Compare";
      const { page, show } = await openPanelPage(browser, {
        input: { leases: leases(9), offers: many, locale: language },
      });
      // A window of 1,280 points and one of 1,024 leave 922 and 666 beside their side bars; 1,600 have the charts, too.
      for (const width of [1252, 922, 666, 521, 320]) {
        await page.setViewportSize({ width, height: 700 });
        for (const count of [3, 300]) {
          show({ offers: many.slice(0, count) });
          for (const tab of [compare, language === "de" ? "Meine Rufnummern" : "My Numbers"]) {
            await page.getByRole("button", { name: tab, exact: true }).click();
            const caption = page.locator(tab === compare ? ".offers" : ".numbers");
            await caption.locator("tr[aria-rowindex='3']").waitFor();
            expect([width, count, tab, await page.evaluate(outOfPlace)]).toEqual([
              width,
              count,
              tab,
              [],
            ]);
          }
        }
      }
    },
  );

  it("draws around each button the border that the theme has for its kind", async () => {
    const { page } = await openPanelPage(browser, { input: { leases: leases(1) } });
    await page.getByRole("rowheader").first().waitFor();
    await page.evaluate(`for (const [name, color] of [["", "rgb(1, 1, 1)"], ["-secondary", "rgb(2, 2, 2)"]])
      document.documentElement.style.setProperty(
        "--vscode-button" + name + (name ? "Border" : "-border"), color)`);
    const border = (name: string) =>
      page.getByRole("button", { name }).evaluate((node) => {
        const { defaultView } = node.ownerDocument;
        return defaultView?.getComputedStyle(node).borderTopColor;
      });
    expect(await border("Search Numbers…")).toBe("rgb(1, 1, 1)");
    expect(await border("Refresh")).toBe("rgb(2, 2, 2)");
  });
});
