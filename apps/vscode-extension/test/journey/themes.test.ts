import { specialNumbers } from "@leaseline/sandbox";
import { quickInput, runCommand, toast, treeRow, webviewFrame } from "@leaseline/vscode-host";
import type { Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { obstacles } from "../support/journey/accessibility.js";
import { journey, opened } from "../support/journey/journey.js";
import { agree, clearNotices, search, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

const themes = [
  ["dark", "Dark Modern", "vs-dark"],
  ["light", "Light Modern", "vs"],
  ["high-contrast-dark", "Dark High Contrast", "hc-black"],
  ["high-contrast-light", "Light High Contrast", "hc-light"],
] as const;

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
      sandbox.control.leaseMany({ provider: "contiguity", count: 3 });
      sandbox.control.leaseMany({ provider: "sinch", count: 3 });
      await runCommand(page, "Phone Numbers: Refresh");
      // What was bought and does not work, so that there is a row to look at.
      await search(page, specialNumbers.sinch.smsProvisioningFails);
      const box = quickInput(page);
      await box.pick("Decide later");
      await agree(page);
      await toast(page, "Leased").waitFor();
      await treeRow(page, written(specialNumbers.sinch.smsProvisioningFails)).waitFor();
      await clearNotices(page);
      await runCommand(page, "Phone Numbers: Show Pricing");
      const panel = webviewFrame(page);
      await panel.getByRole("table", { name: "Leased numbers" }).waitFor();

      const found: string[] = [];
      const look = async (what: string, place: Locator, without?: readonly string[]) => {
        for (const one of await obstacles(place, without)) found.push(`${what}: ${one}`);
      };
      for (const [name, theme, kind] of themes) {
        await choose(page, theme);
        await page.locator(`.monaco-workbench.${kind}`).waitFor();
        await panel.locator(`body[data-vscode-theme-id]`).waitFor();
        await panel.getByRole("button", { name: "My Numbers" }).click();
        await panel.getByRole("rowheader").first().waitFor();
        await panel.getByRole("slider").first().locator("canvas").waitFor();
        await look(`${name}, my numbers`, panel.locator(":root"));
        await atSandbox.shoot(`theme-${name}-numbers`);
        await panel.getByRole("button", { name: "Compare", exact: true }).click();
        await panel.getByRole("button", { name: "12 months" }).waitFor();
        for (const index of [0, 1]) await panel.getByRole("checkbox").nth(index).check();
        await panel.getByRole("slider").first().locator("canvas").waitFor();
        await look(`${name}, compare`, panel.locator(":root"));
        await atSandbox.shoot(`theme-${name}-compare`);
        await look(`${name}, list`, page.locator(".sidebar .pane-body"), ofTheWorkbench);
        await runCommand(page, "Phone Numbers: Release…");
        await box.row(/^\+1 /).waitFor();
        await look(`${name}, quick pick`, box.widget, ofTheWorkbench);
        await atSandbox.shoot(`theme-${name}-release`);
        await box.escape();
      }
      expect(found).toEqual([]);
    },
  );
});

async function choose(page: Page, theme: string): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  const box = quickInput(page);
  await box.type(theme);
  await box.pick(theme);
}
