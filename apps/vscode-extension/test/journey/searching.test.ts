import { specialNumbers } from "@leaseline/sandbox";
import {
  type QuickInput,
  dialog,
  openView,
  press,
  quickInput,
  runCommand,
  toast,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { clearNotices, search, searchTo, writes } from "../support/journey/steps.js";

journey.beforeEach(opened);

describe("a person who looks around", () => {
  journey(
    "is welcomed, tries the sandbox, sees every price, and backs out of each step",
    async ({ stage }) => {
      const { page } = stage;
      await page.getByRole("button", { name: "Add Account" }).waitFor();
      await stage.shoot("01-welcome");
      await page.getByRole("button", { name: "Try the Sandbox" }).click();
      await toast(page, "The sandbox is ready").waitFor();
      await page.getByRole("button", { name: "Search Numbers" }).first().waitFor();
      await stage.shoot("02-sandbox-ready");
      // Whoever reads them only now has done the first one.
      await runCommand(page, "Welcome: Open Walkthrough...");
      await quickInput(page).pick(/First Steps with Phone Numbers/);
      const steps = page.locator(".getting-started-step");
      const done = page.locator(".codicon-getting-started-step-checked");
      await steps.filter({ has: done }).getByText("Connect", { exact: true }).waitFor();
      expect(await done.count()).toBe(1);
      await clearNotices(page);

      const box = quickInput(page);
      for (const depth of [1, 2, 3, 4]) {
        await runCommand(page, "Phone Numbers: Search Numbers…");
        await searchTo(page, depth);
        if (depth === 2) await stage.shoot("03-search-country");
        if (depth === 4) await stage.shoot("04-search-results");
        await box.escape();
      }
      await search(page, specialNumbers.contiguity.plain);
      await dialog(page).getByText("every month until released").waitFor();
      await stage.shoot("06-lease-modal");
      await press(page, "Escape");
      await dialog(page).waitFor({ state: "hidden" });
      expect(writes(stage)).toBe(0);
    },
  );

  journey(
    "narrows the results by digits and by kind, and has it again after a reload",
    async ({ atSandbox }) => {
      const { page } = atSandbox;
      const box = quickInput(page);
      await runCommand(page, "Phone Numbers: Search Numbers…");
      await searchTo(page, 4);
      await box.type("555 0101");
      const digits = async () =>
        (await box.rows.allTextContents()).map((row) => row.replaceAll(/\D/g, ""));
      await expect
        .poll(async () => (await digits()).every((row) => row.includes("5550101")))
        .toBe(true);
      await atSandbox.shoot("05-search-digits");
      await box.back();
      await box.pick("All types");
      await box.row(/^\+1 /).waitFor();
      const toggle = (name: RegExp) => box.widget.getByRole("checkbox", { name });
      await toggle(/^Only Numbers with MMS/).click();
      await box.message.filter({ hasText: "Only numbers with MMS." }).waitFor();
      await toggle(/^Without Those/).click();
      await box.widget.getByRole("button", { name: /^Sort by Price/ }).click();
      await box.message.filter({ hasText: "Sorted by price." }).waitFor();
      await atSandbox.shoot("05-search-toggles");
      // As they are sorted, under the heads of their groups: also while one types.
      await box.type("555");
      await box.row(/^\+1 /).waitFor();
      await box.widget.getByText("ready to lease").first().waitFor();
      await expect.poll(async () => isSorted(await monthlyPrices(box))).toBe(true);
      await atSandbox.shoot("05-search-sorted");
      await box.type("0000000");
      await box.message.filter({ hasText: "No number with “0000000” was found." }).waitFor();
      await atSandbox.shoot("05-search-empty");
      // In the middle of it.
      await page.reload();
      await openView(page, "Phone Numbers");
      await runCommand(page, "Phone Numbers: Repeat Last Search");
      await box.message.filter({ hasText: "No number with “0000000” was found." }).waitFor();
      await toggle(/^Only Numbers with MMS/)
        .and(page.locator("[aria-checked=true]"))
        .waitFor();
      await box.pick("Drop “0000000”");
      await box.row(/^\+1 /).waitFor();
      await box.message.filter({ hasText: "Sorted by price." }).waitFor();
      await box.back();
      await box.row("All types").waitFor();
      await box.back();
      await box.step("Search Numbers");
      await atSandbox.shoot("05-search-recent-country");
      await box.escape();
      expect(writes(atSandbox)).toBe(0);
    },
  );
});

/** Of the rows that are drawn, in their order; the currency stands before each. */
async function monthlyPrices(box: QuickInput): Promise<readonly string[]> {
  const rows = await box.rows.allTextContents();
  return rows.flatMap((row) => /(\S)([0-9.]+)\/mo/.exec(row)?.slice(1).join(" ") ?? []);
}

function isSorted(prices: readonly string[]): boolean {
  const amounts = prices.map((price) => Number(price.split(" ")[1]));
  return amounts.length > 1 && amounts.every((one, index) => one >= (amounts[index - 1] ?? 0));
}
