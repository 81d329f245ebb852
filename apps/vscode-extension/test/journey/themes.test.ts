import { specialNumbers } from "@leaseline/sandbox";
import { quickInput, runCommand, toast, treeRow, webviewFrame } from "@leaseline/vscode-host";
import type { Locator } from "playwright-core";
import { describe, expect } from "vitest";
import { obstacles } from "../support/journey/accessibility.js";
import { journey, opened } from "../support/journey/journey.js";
import { agree, clearNotices, search, written } from "../support/journey/steps.js";
import { chooseTheme, themes } from "../support/journey/themes.js";

journey.beforeEach(opened);

/**
 * Of the editor's own lists, and in all of them: attributes that do not belong to the role of a row or a key, and
 * names that are not the row's text letter for letter. Ours have words in them where there is a “·” to be seen.
 */
const ofTheWorkbench = ["aria-allowed-attr", "aria-prohibited-attr", "label-content-name-mismatch"];

describe("a person with any of the four kinds of theme", () => {
  journey(
    "finds nothing in the way in the list, the search and the prices",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      const number = specialNumbers.sinch.smsProvisioningFails;
      sandbox.control.leaseMany({ provider: "contiguity", count: 3 });
      sandbox.control.leaseMany({ provider: "sinch", count: 3 });
      await runCommand(page, "Phone Numbers: Refresh");
      await search(page, number);
      const box = quickInput(page);
      await box.pick("Decide later");
      await agree(page);
      await toast(page, "Leased").waitFor();
      // Shown where it is now, without being gone to.
      await treeRow(page, written(number)).and(page.locator(".selected")).waitFor();
      await clearNotices(page);
      await runCommand(page, "Phone Numbers: Show Pricing");
      const panel = webviewFrame(page);
      await panel.getByRole("table", { name: "Leased numbers" }).waitFor();

      const found: string[] = [];
      const look = async (what: string, place: Locator, without?: readonly string[]) => {
        for (const one of await obstacles(place, without)) found.push(`${what}: ${one}`);
      };
      for (const theme of themes) {
        await chooseTheme(page, theme);
        const { kind } = theme;
        await panel.getByRole("button", { name: "My Numbers" }).click();
        await panel.getByRole("rowheader").first().waitFor();
        await panel.getByRole("slider").first().locator("canvas").waitFor();
        await look(`${kind}, my numbers`, panel.locator(":root"));
        await atSandbox.shoot(`theme-${kind}-numbers`);
        await panel.getByRole("button", { name: "Compare", exact: true }).click();
        await panel.getByRole("button", { name: "12 months" }).waitFor();
        for (const index of [0, 1]) await panel.getByRole("checkbox").nth(index).check();
        await panel.getByRole("slider").first().locator("canvas").waitFor();
        await look(`${kind}, compare`, panel.locator(":root"));
        await atSandbox.shoot(`theme-${kind}-compare`);
        await look(`${kind}, list`, page.locator(".sidebar .pane-body"), ofTheWorkbench);
        await runCommand(page, "Phone Numbers: Release…");
        await box.row(/^\+1 /).waitFor();
        await look(`${kind}, quick pick`, box.widget, ofTheWorkbench);
        await atSandbox.shoot(`theme-${kind}-release`);
        await box.escape();
      }
      expect(found).toEqual([]);
    },
  );
});
