import {
  closeMenu,
  dialog,
  pickFromMenu,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { clearNotices, tooltipOf, writes, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

describe("a person who has several numbers", () => {
  journey("labels, protects and releases them with the keys of the list", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
    const numbers = sandbox.control.leaseMany({ provider: "contiguity", count: 3 });
    const [first = "", second = ""] = numbers.toSorted();
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, written(first)).click();
    await press(page, "F2");
    const box = quickInput(page);
    await box.step(/^Label \+1/);
    await box.message.filter({ hasText: "The ledger keeps it" }).waitFor();
    await box.type("Support line");
    await atSandbox.shoot("40-label");
    await box.accept();
    await treeRow(page, "Support line").waitFor();
    // The tooltip of the row above lies over it then, for as long as the mouse rests.
    await tooltipOf(treeRow(page, "Leased elsewhere"), "3 numbers");
    await treeRow(page, "Support line").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Protect", exact: true }).waitFor();
    await atSandbox.shoot("41-menu");
    await pickFromMenu(page, "Protect");
    await treeRow(page, /Support line.*protected/s).waitFor();
    await clearNotices(page);
    // A protected one is explained, and nothing is asked to be typed.
    await treeRow(page, "Support line").click();
    await press(page, "Delete");
    // As whoever has seen nothing come yet: that is asked once.
    await page.keyboard.press("Delete");
    await dialog(page).getByText("is protected").waitFor();
    await atSandbox.shoot("42-protected");
    await press(page, "Escape");
    await dialog(page).waitFor({ state: "hidden" });
    // In a selection with others, too: their menu has what is done with several, and nothing else.
    const other = treeRow(page, written(second));
    await other.click({ modifiers: ["ControlOrMeta"] });
    await other.click({ button: "right" });
    await page.getByRole("menuitem", { name: "Release…" }).waitFor();
    await atSandbox.shoot("42-menu-of-several");
    expect(await page.getByRole("menuitem", { name: "Insert Number at Cursor" }).count()).toBe(0);
    await closeMenu(page);
    // All of them at once: the protected one is kept.
    await treeRow(page, "Support line").click();
    await press(page, "ControlOrMeta+a");
    await press(page, "Delete");
    await box.step("Release 2 Numbers · 1 is protected and is kept.");
    await box.row(new RegExp(written(second).source)).waitFor();
    await atSandbox.shoot("43-release-several");
    await box.accept();
    await box.message.filter({ hasText: "Type release 2 to release them" }).waitFor();
    await atSandbox.shoot("44-release-typed");
    expect(writes(atSandbox)).toBe(0);
    await box.type("release 2");
    await box.accept();
    await toast(page, "2 of 2 numbers were released").waitFor();
    await atSandbox.shoot("45-released");
    expect(sandbox.control.owned("contiguity")).toEqual([first]);
    expect(writes(atSandbox)).toBe(2);
  });

  journey("sees them by country, and one as the number of the workspace", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
    const [number = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    sandbox.control.leaseMany({ provider: "sinch", count: 4 });
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, "Leased elsewhere").waitFor();
    // What they come to is whole in each currency, whatever the width.
    await page
      .locator(".sidebar .message")
      .filter({ hasText: / \+ .*\/mo or more$/ })
      .waitFor();
    expect(await page.locator(".sidebar .title-label h2").innerText()).toBe("Phone Numbers");
    await atSandbox.shoot("46-currencies");
    await treeRow(page, written(number)).click({ button: "right" });
    await pickFromMenu(page, "Workspace Default…");
    await treeRow(page, /workspace default/).waitFor();
    await page.locator(".statusbar-item", { hasText: written(number) }).waitFor();
    await atSandbox.shoot("46-default");
    await runCommand(page, "Phone Numbers: Group Numbers By…");
    await quickInput(page).pick("Country");
    await treeRow(page, "United States").waitFor();
    await atSandbox.shoot("47-by-country");
    await atSandbox.restart();
    await treeRow(page, "United States").waitFor();
    await page.locator(".statusbar-item", { hasText: written(number) }).waitFor();
    expect(writes(atSandbox)).toBe(0);
  });
});
