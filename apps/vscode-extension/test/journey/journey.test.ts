import { specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "@leaseline/vscode-host";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectSms, search as searchOn } from "./search.js";
import { type Stage, openStage } from "./stage.js";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = stage.page;
});
afterAll(() => stage?.close());

const writes = () =>
  Object.values(stage.sandbox.control.writes()).reduce((sum, { received }) => sum + received, 0);
const search = (account: string, number: string) => searchOn(page, account, number);
const notices = async () => {
  await runCommand(page, "Notifications: Clear All Notifications");
};

describe("a person with a mouse", () => {
  it("is welcomed with what can be done without an account", async () => {
    await page.getByRole("button", { name: "Try the Sandbox" }).waitFor();
    await page.getByRole("button", { name: "Add Account" }).waitFor();
    await stage.shoot("01-welcome");
  });

  it("tries the sandbox, and finds both accounts without a number", async () => {
    await page.getByRole("button", { name: "Try the Sandbox" }).click();
    await toast(page, "The sandbox is ready").waitFor();
    await page.getByRole("button", { name: "Search Numbers" }).first().waitFor();
    await stage.shoot("02-sandbox-ready");
    await notices();
  });

  it("searches, sees every price, and backs out of each step without a write", async () => {
    const box = quickInput(page);
    for (const depth of [1, 2, 3, 4]) {
      await runCommand(page, "Phone Numbers: Search Numbers…");
      await searchTo(depth);
      if (depth === 2) await stage.shoot("03-search-country");
      if (depth === 4) await stage.shoot("04-search-results");
      await box.escape();
    }
    expect(writes()).toBe(0);
  });

  it("narrows the results by digits, and goes back a step", async () => {
    const box = quickInput(page);
    await runCommand(page, "Phone Numbers: Search Numbers…");
    await searchTo(4);
    await box.type("555 0101");
    await expect
      .poll(async () =>
        (await box.rows.allTextContents()).every((row) =>
          row.replaceAll(/\D/g, "").includes("5550101"),
        ),
      )
      .toBe(true);
    await stage.shoot("05-search-digits");
    await box.back();
    await box.row("All types").waitFor();
    await box.escape();
  });

  it("is asked with the price before a number of Contiguity is leased, and Escape leases nothing", async () => {
    await search("Contiguity · sandbox", specialNumbers.contiguity.plain);
    await dialog(page).getByText("every month until released").waitFor();
    await stage.shoot("06-lease-modal");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    expect(writes()).toBe(0);
  });

  it("leases it, and sees it in the tree and in the pricing", async () => {
    await search("Contiguity · sandbox", specialNumbers.contiguity.plain);
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .click();
    await toast(page, "Leased +1 305 555 0100").waitFor();
    await treeRow(page, "(305) 555-0100").waitFor();
    await stage.shoot("07-leased");
    expect(stage.sandbox.control.owned("contiguity")).toEqual([specialNumbers.contiguity.plain]);
    await notices();
  });

  it("leases one of Sinch, whose features come up later", async () => {
    await search("Sinch · sandbox", specialNumbers.sinch.plain);
    const box = quickInput(page);
    await box.row("Decide later").waitFor();
    await stage.shoot("08-connect");
    await connectSms(page);
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .click();
    await toast(page, "Leased +1 202 555 0134").waitFor();
    await treeRow(page, "(202) 555-0134").waitFor();
    await stage.shoot("09-both-leased");
    // Watched until it is set up: the words go away by themselves.
    await expect
      .poll(() => treeRow(page, "(202) 555-0134").textContent(), { timeout: 40_000 })
      .not.toContain("being set up");
    await notices();
  });

  it("compares prices in the panel, sorts them, and leases from a row through the same modal", async () => {
    await runCommand(page, "Phone Numbers: Show Pricing");
    const panel = webviewFrame(page);
    await panel.getByRole("table").waitFor();
    await stage.shoot("10-pricing-numbers");
    await panel.getByRole("button", { name: "Compare" }).click();
    await panel.getByRole("button", { name: "12 months" }).click();
    expect(await panel.locator("th[aria-sort=ascending]").textContent()).toContain("12 months");
    await stage.shoot("11-pricing-compare");
    const before = writes();
    await panel
      .getByRole("button", { name: /^Lease / })
      .first()
      .click();
    await quickInput(page).pick("Decide later");
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .waitFor();
    await page.keyboard.press("Escape");
    expect(writes()).toBe(before);
  });

  it("is asked again when the price has changed, and says no", async () => {
    const before = writes();
    await search("Contiguity · sandbox", specialNumbers.contiguity.priceRises);
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .click();
    await dialog(page).getByText("The price has changed").waitFor();
    await stage.shoot("12-price-changed");
    await page.keyboard.press("Escape");
    expect(writes()).toBe(before);
  });

  it("loses the answer to a lease, and has leased once", async () => {
    const { priceRises: number } = specialNumbers.contiguity;
    const before = writes();
    stage.sandbox.control.fault("contiguity.lease", { reset: "after" });
    await search("Contiguity · sandbox", number);
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .click();
    await toast(page, "it was leased once").waitFor();
    await stage.shoot("13-lost-answer");
    await treeRow(page, "(305) 555-0171").waitFor();
    expect(writes()).toBe(before + 1);
    await notices();
  });

  it("sees a failed provisioning in words", async () => {
    await search("Sinch · sandbox", specialNumbers.sinch.smsProvisioningFails);
    await connectSms(page);
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .click();
    await treeRow(page, "SMS failed: insufficient balance").waitFor({ timeout: 30_000 });
    await stage.shoot("14-provisioning-failed");
    await notices();
  });

  it("releases a number by typing its last four digits, and only then", async () => {
    const before = writes();
    await treeRow(page, "(305) 555-0100").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Release…" }).waitFor();
    await stage.shoot("15-context-menu");
    await page.getByRole("menuitem", { name: "Release…" }).click();
    const box = quickInput(page);
    await box.message.filter({ hasText: "0100" }).waitFor();
    await box.type("1234");
    await box.accept();
    await box.message.filter({ hasText: "Type 0100" }).waitFor();
    await stage.shoot("16-release-wrong-digits");
    await box.escape();
    expect(writes()).toBe(before);
    await runCommand(page, "Phone Numbers: Release…");
    await box.pick("+1 305 555 0100");
    await box.message.filter({ hasText: "0100" }).waitFor();
    await box.type("0100");
    await box.accept();
    await toast(page, "+1 305 555 0100 was released").waitFor();
    await treeRow(page, "(305) 555-0100").waitFor({ state: "hidden" });
    expect(stage.sandbox.control.owned("contiguity")).not.toContain(
      specialNumbers.contiguity.plain,
    );
    await notices();
  });

  it("is told which account could not be read, while the other one is there", async () => {
    stage.sandbox.control.fault("contiguity.leased", { status: 500, times: 3 });
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, "could not be read").waitFor();
    await treeRow(page, "(202) 555-0134").waitFor();
    await stage.shoot("17-account-failure");
    stage.sandbox.control.clearFaults();
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, "could not be read").waitFor({ state: "hidden" });
  });
});

describe("a person with a keyboard alone", () => {
  it("searches, leases and releases", async () => {
    const box = quickInput(page);
    await runCommand(page, "Phone Numbers: Search Numbers…", { by: "keyboard" });
    await box.pickByKeyboard("Contiguity · sandbox");
    await box.input.and(page.locator("[placeholder^='In which country']")).waitFor();
    await page.keyboard.type("United States");
    await page.keyboard.press("Enter");
    await box.input.and(page.locator("[placeholder^='Type digits']")).waitFor();
    await page.keyboard.type("3055550177");
    await box.row("+1 305 555 0177").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    await page.keyboard.press("Enter");
    await toast(page, "Leased +1 305 555 0177").waitFor();
    await runCommand(page, "Phone Numbers: Release…", { by: "keyboard" });
    await box.pickByKeyboard("+1 305 555 0177");
    await box.message.filter({ hasText: "0177" }).waitFor();
    await page.keyboard.type("0177");
    await page.keyboard.press("Enter");
    await toast(page, "+1 305 555 0177 was released").waitFor();
    await stage.shoot("18-keyboard");
  });
});

describe("a person who starts the editor again", () => {
  it("finds the pricing panel and the numbers as they were left", async () => {
    await page.reload();
    const panel = webviewFrame(page);
    await panel
      .getByRole("button", { name: "Compare", pressed: true })
      .waitFor({ timeout: 90_000 });
    await panel.getByRole("button", { name: "My Numbers" }).click();
    await panel.getByRole("rowheader", { name: "+1 202 555 0134" }).waitFor();
    await treeRow(page, "(202) 555-0134").waitFor();
    await stage.shoot("19-restored");
  }, 150_000);
});

/** Answers the questions of a search over all accounts up to one of them: 1 account, 2 country, 3 type, 4 results. */
async function searchTo(depth: number): Promise<void> {
  const box = quickInput(page);
  await box.row("All accounts").waitFor();
  if (depth === 1) return;
  await box.pick("All accounts");
  await box
    .row(/Afghanistan/)
    .or(box.row(/United States/))
    .first()
    .waitFor();
  if (depth === 2) return;
  await box.type("United States");
  await box.pick(/United States$/);
  await box.row("All types").waitFor();
  if (depth === 3) return;
  await box.pick("All types");
  await box.row(/^\+1 /).waitFor();
}

beforeEach(async () => {
  // A box left open by a test that failed would fail the next one too.
  await page?.keyboard.press("Escape");
});
