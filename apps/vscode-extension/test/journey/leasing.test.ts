import { specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
  typeText,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { readMs } from "../../src/prompts/read-first.js";
import { journey, opened } from "../support/journey/journey.js";
import {
  agree,
  clearNotices,
  connectSms,
  search,
  writes,
  written,
} from "../support/journey/steps.js";
import { expectNumbersUnbroken } from "../support/journey/unbroken-numbers.js";

journey.beforeEach(opened);

const { contiguity, sinch } = specialNumbers;

describe("a person who leases", () => {
  journey(
    "at both providers sees the numbers in the tree, and their features come up later",
    async ({ atSandbox }) => {
      const { page } = atSandbox;
      const box = quickInput(page);
      await search(page, contiguity.plain);
      await expectNumbersUnbroken(dialog(page).getByText("Lease +1 305 555 0100 for"));
      await agree(page);
      const leased = toast(page, "Leased +1 305 555 0100");
      await expectNumbersUnbroken(leased.locator(".notification-list-item-message"));
      await treeRow(page, written(contiguity.plain)).waitFor();
      await atSandbox.shoot("07-leased");
      expect(atSandbox.sandbox.control.owned("contiguity")).toEqual([contiguity.plain]);
      await clearNotices(page);

      await search(page, sinch.plain);
      await box.row("Decide later").waitFor();
      await atSandbox.shoot("08-connect");
      await connectSms(page, "Support bot");
      await agree(page);
      await toast(page, "Leased +1 202 555 0134").waitFor();
      await treeRow(page, written(sinch.plain)).waitFor();
      await atSandbox.shoot("09-both-leased");
      // Watched until it is set up: the words go away by themselves.
      await expect
        .poll(() => treeRow(page, written(sinch.plain)).textContent())
        .not.toContain("being set up");
      // The next one is for the same, by the name that was given; one step back leads to where it was chosen.
      await search(page, sinch.smsProvisioningFails);
      await box.row("Support bot").waitFor();
      await atSandbox.shoot("08-connect-again");
      await box.pick("SMS");
      await box.row("Support bot").waitFor();
      await atSandbox.shoot("08-connect-which");
      await box.back();
      await box.row("Decide later").waitFor();
      await box.back();
      await box.row(/^\+1 /).waitFor();
      await box.escape();
      expect(writes(atSandbox)).toBe(2);

      await search(page, sinch.smsProvisioningFails);
      await box.pick("SMS");
      await box.pick("Support bot");
      await agree(page);
      await treeRow(page, "SMS failed: insufficient balance").waitFor();
      await atSandbox.shoot("14-provisioning-failed");
    },
  );

  journey(
    "is asked again when the price has changed, and leases once though the answer is lost",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      await search(page, contiguity.priceRises);
      await agree(page);
      await dialog(page).getByText("The price has changed").waitFor();
      await atSandbox.shoot("12-price-changed");
      await press(page, "Escape");
      await dialog(page).waitFor({ state: "hidden" });
      expect(writes(atSandbox)).toBe(0);

      sandbox.control.fault("contiguity.lease", { reset: "after" });
      await search(page, contiguity.plain);
      await agree(page);
      await toast(page, "it was leased once").waitFor();
      await atSandbox.shoot("13-lost-answer");
      await treeRow(page, written(contiguity.plain)).waitFor();
      expect(writes(atSandbox)).toBe(1);
    },
  );

  journey("and releases, by keyboard alone", async ({ stage }) => {
    const { page } = stage;
    const box = quickInput(page);
    const focused = page.locator(":focus");
    const row = (text: string) => treeRow(page, text).and(page.locator(".focused"));
    // A key that is pressed before would be somebody else's, or of another row.
    const goToTree = async () => {
      await runCommand(page, "Phone Numbers: Focus on Phone Numbers View", { by: "keyboard" });
      await page.locator(".sidebar :focus").waitFor();
    };
    const goTo = async (text: string) => {
      await goToTree();
      await row(text).waitFor();
    };
    await runCommand(page, "Phone Numbers: Try the Sandbox", { by: "keyboard" });
    await toast(page, "The sandbox is ready").waitFor();
    await runCommand(page, "Notifications: Clear All Notifications", { by: "keyboard" });
    await runCommand(page, "Phone Numbers: Search Numbers…", { by: "keyboard" });
    await box.row("Contiguity · sandbox").waitFor();
    // Where the editor itself has put it: what picks a row would put it there.
    await box.input.and(focused).waitFor();
    await box.pickByKeyboard("Contiguity · sandbox");
    await box.input.and(page.locator("[placeholder^='In which country']")).and(focused).waitFor();
    await typeText(page, "United States");
    await box.atRest();
    await box.pickByKeyboard(/United States$/);
    const results = box.input.and(page.locator("[placeholder^='Type digits']")).and(focused);
    await results.waitFor();
    // To what stands beside the title, along it, and back; each key leaves the focus on what it has pressed.
    await press(page, "Shift+Tab");
    const toggle = (name: RegExp, checked: boolean) =>
      box.widget.getByRole("checkbox", { name, checked }).and(focused);
    await toggle(/^Only Numbers with SMS/, false).waitFor();
    await press(page, "Enter");
    await box.message.filter({ hasText: "Only numbers with SMS." }).waitFor();
    await toggle(/^Only Numbers with SMS/, true).waitFor();
    await press(page, "Enter");
    await toggle(/^Only Numbers with SMS/, false).waitFor();
    await press(page, "ArrowRight");
    await press(page, "ArrowRight");
    await press(page, "Space");
    await toggle(/^Without Those That Need Documents/, true).waitFor();
    await box.message.filter({ hasText: /^Without those that need documents/ }).waitFor();
    await press(page, "Tab");
    await results.waitFor();
    await typeText(page, "3055550177");
    await box.pickByKeyboard("+1 305 555 0177");
    await dialog(page).waitFor();
    await page.waitForTimeout(readMs);
    await press(page, "Enter");
    await toast(page, "Leased +1 305 555 0177").waitFor();
    // It is shown without being gone to.
    await treeRow(page, "+1 305 555 0177").and(page.locator(".selected")).waitFor();
    // To its row, and what can be done with it there: the name, the protection, and the end.
    await goToTree();
    // The editor drops its own keys while it draws rows anew, as it does a moment after a lease: a person presses again.
    const toFirstNumber = async () => {
      await press(page, "Home");
      await press(page, "ArrowDown");
      return row("+1 305 555 0177").isVisible();
    };
    await expect.poll(toFirstNumber).toBe(true);
    await press(page, "F2");
    await box.step("Label +1 305 555 0177");
    await box.input.and(focused).waitFor();
    await typeText(page, "Support line");
    await press(page, "Enter");
    await treeRow(page, "Support line").waitFor();
    await goTo("Support line");
    await press(page, "ControlOrMeta+c");
    await page.locator(".statusbar-item", { hasText: "Copied +1 305 555 0177" }).waitFor();
    await runCommand(page, "Phone Numbers: Protect", { by: "keyboard" });
    await box.pickByKeyboard("+1 305 555 0177");
    await treeRow(page, /Support line.*protected/s).waitFor();
    await goTo("Support line");
    await press(page, "Delete");
    await dialog(page).getByText("is protected").waitFor();
    // Its first button takes the protection away, and releases nothing.
    await page.waitForTimeout(readMs);
    await press(page, "Enter");
    await toast(page, "is not protected any more").waitFor();
    await treeRow(page, /Support line.*protected/s).waitFor({ state: "hidden" });
    await goTo("Support line");
    await press(page, "Delete");
    await box.message.filter({ hasText: "0177" }).waitFor();
    await box.input.and(focused).waitFor();
    await typeText(page, "0177");
    await press(page, "Enter");
    await toast(page, "+1 305 555 0177 was released").waitFor();
    await stage.shoot("18-keyboard");
  });
});
