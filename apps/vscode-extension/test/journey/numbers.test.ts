import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  pickFromMenu,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import type { Stage } from "../support/journey/stage.js";
import { clearNotices, expectWhole, search, writes, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

const everyRead = [
  "contiguity.available",
  "contiguity.get",
  "contiguity.leased",
  "sinch.token",
  "sinch.search",
  "sinch.check",
  "sinch.list",
] as const;

/** Has a number at a provider, and sees it. */
async function has(stage: Stage, provider: "contiguity" | "sinch"): Promise<string> {
  const [number = ""] = stage.sandbox.control.leaseMany({ provider, count: 1 });
  await runCommand(stage.page, "Phone Numbers: Refresh");
  await treeRow(stage.page, written(number)).waitFor();
  return number;
}

describe("a person who has numbers", () => {
  journey.override("settings", () => ({ "files.simpleDialog.enable": true }));

  journey(
    "compares prices, sorts and saves them, and is asked about one",
    async ({ atSandbox }) => {
      const { page } = atSandbox;
      await has(atSandbox, "contiguity");
      // What was found last is what is compared.
      await search(page, specialNumbers.sinch.plain);
      await quickInput(page).row("Decide later").waitFor();
      await quickInput(page).escape();
      await runCommand(page, "Phone Numbers: Show Pricing");
      const panel = webviewFrame(page);
      await panel.getByRole("table", { name: "Leased numbers" }).waitFor();
      // Its number was leased elsewhere: of what it is charged, this month is known.
      await panel.getByRole("slider", { name: "Charged by month in USD" }).waitFor();
      await atSandbox.shoot("10-pricing-numbers");
      await panel.getByRole("button", { name: "Compare", exact: true }).click();
      await panel.getByRole("button", { name: "12 months" }).click();
      const sorted = panel.locator("th[aria-sort=ascending]", { hasText: "12 months" });
      await sorted.waitFor();
      for (const index of [0, 1, 2]) await panel.getByRole("checkbox").nth(index).check();
      await panel.getByRole("slider", { name: "Cost over 24 months in" }).first().waitFor();
      await atSandbox.shoot("11-pricing-compare");
      await panel.getByRole("searchbox", { name: "Filter" }).fill(specialNumbers.sinch.plain);
      await panel
        .getByRole("status")
        .filter({ hasText: /^1 of \d+ rows/ })
        .waitFor();
      await panel.getByRole("button", { name: "Export CSV…" }).click();
      await quickInput(page).accept();
      await page
        .locator(".statusbar-item", { hasText: "Saved as phone-number-offers.csv" })
        .waitFor();
      const csv = await readFile(join(atSandbox.folder, "phone-number-offers.csv"), "utf8");
      expect(csv.split("\r\n").map((line) => line.split(",")[0])).toEqual([
        "\uFEFFNumber",
        `'${specialNumbers.sinch.plain}`,
        "",
      ]);
      await panel
        .getByRole("button", { name: /^Lease / })
        .first()
        .click();
      await quickInput(page).pick("Decide later");
      await dialog(page)
        .getByRole("button", { name: /^Lease for / })
        .waitFor();
      await press(page, "Escape");
      await dialog(page).waitFor({ state: "hidden" });
      expect(writes(atSandbox)).toBe(0);
    },
  );

  journey("releases one by typing its last four digits, and only then", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
    const number = await has(atSandbox, "contiguity");
    const last = number.slice(-4);
    await treeRow(page, written(number)).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Release…" }).waitFor();
    await atSandbox.shoot("15-context-menu");
    await pickFromMenu(page, "Release…");
    const box = quickInput(page);
    await box.message.filter({ hasText: last }).waitFor();
    await box.type(last === "1234" ? "4321" : "1234");
    await box.accept();
    await box.message.filter({ hasText: `Type ${last}` }).waitFor();
    await atSandbox.shoot("16-release-wrong-digits");
    await box.escape();
    expect(writes(atSandbox)).toBe(0);
    await runCommand(page, "Phone Numbers: Release…");
    await box.pick(written(number));
    await box.message.filter({ hasText: last }).waitFor();
    await box.type(last);
    await box.accept();
    await toast(page, "was released").waitFor();
    await treeRow(page, written(number)).waitFor({ state: "hidden" });
    expect(sandbox.control.owned("contiguity")).toEqual([]);
    await clearNotices(page);

    // One that works on until a day: what is said of it is longer than a line.
    const other = await has(atSandbox, "sinch");
    await runCommand(page, "Phone Numbers: Release…");
    await box.pick(written(other));
    await box.message.filter({ hasText: other.slice(-4) }).waitFor();
    await box.type(other.slice(-4));
    await box.accept();
    await expectWhole(toast(page, "and is not charged again."));
  });

  journey(
    "is told which account could not be read, and sees them as they were when the network is gone",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      const box = quickInput(page);
      const number = await has(atSandbox, "sinch");
      sandbox.control.fault("contiguity.leased", { status: 500, times: "always" });
      await runCommand(page, "Phone Numbers: Refresh");
      await treeRow(page, "could not be read").waitFor();
      await treeRow(page, written(number)).waitFor();
      await atSandbox.shoot("17-account-failure");
      sandbox.control.clearFaults();
      await runCommand(page, "Phone Numbers: Refresh");
      await treeRow(page, "could not be read").waitFor({ state: "hidden" });

      for (const operation of everyRead)
        sandbox.control.fault(operation, { reset: "before", times: "always" });
      await runCommand(page, "Phone Numbers: Refresh");
      await treeRow(page, "Could not be read").waitFor();
      await treeRow(page, written(number)).waitFor();
      await treeRow(page, /as of \d/).waitFor();
      await atSandbox.shoot("32-as-of");
      // Nothing can be found, which is said where it would be; and nothing was bought by trying.
      await runCommand(page, "Phone Numbers: Search Numbers…");
      await box.pick("Contiguity · sandbox");
      await box
        .row(/United States$/)
        .or(box.row(/Afghanistan$/))
        .first()
        .waitFor();
      await box.type("United States");
      await box.atRest();
      await box.pick(/United States$/);
      await box.row(/could not be searched/).waitFor();
      await atSandbox.shoot("33-offline-search");
      await box.escape();
      sandbox.control.clearFaults();
      await runCommand(page, "Phone Numbers: Refresh");
      await treeRow(page, /as of \d/).waitFor({ state: "hidden" });
      await treeRow(page, written(number)).waitFor();
      expect(writes(atSandbox)).toBe(0);
    },
  );

  journey(
    "finds panel and numbers as they were when the editor starts again",
    async ({ atSandbox }) => {
      const { page } = atSandbox;
      const number = await has(atSandbox, "sinch");
      await runCommand(page, "Phone Numbers: Show Pricing");
      await webviewFrame(page).getByRole("button", { name: "Compare", exact: true }).click();
      const compared = webviewFrame(page).getByRole("button", {
        name: "Compare",
        exact: true,
        pressed: true,
      });
      await compared.waitFor();
      await atSandbox.restart();
      await compared.waitFor();
      await webviewFrame(page).getByRole("button", { name: "My Numbers" }).click();
      await webviewFrame(page)
        .getByRole("rowheader", { name: written(number) })
        .waitFor();
      await treeRow(page, written(number)).waitFor();
      await atSandbox.shoot("19-restored");
      expect(writes(atSandbox)).toBe(0);
    },
  );
});
