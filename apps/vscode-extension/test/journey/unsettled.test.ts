import { type Fault, specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  openViewContainer,
  quickInput,
  runCommand,
  toast,
  treeRow,
} from "@leaseline/vscode-host";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { search as searchOn } from "./search.js";
import { type Stage, openStage } from "./stage.js";

const { plain, priceRises, dearerThanListed, takenMeanwhile } = specialNumbers.contiguity;
const account = "Contiguity · sandbox";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage({
    "leaseline.spending.monthlyCaps": { USD: "60.00", EUR: "20.00" },
    "leaseline.spending.perLeaseCaps": { USD: "40.00" },
  });
  page = stage.page;
  await page.getByRole("button", { name: "Try the Sandbox" }).click();
  await toast(page, "The sandbox is ready").waitFor();
  await clearNotices();
});
afterAll(() => stage?.close());
beforeEach(async () => {
  // A box left open by a test that failed would fail the next one too.
  await page?.keyboard.press("Escape");
  stage?.sandbox.control.clearFaults();
});

const control = () => stage.sandbox.control;
const search = (number: string) => searchOn(page, account, number);
const agree = () =>
  dialog(page)
    .getByRole("button", { name: /^Lease for / })
    .click();
const clearNotices = () => runCommand(page, "Notifications: Clear All Notifications");
const writes = () =>
  Object.values(control().writes()).reduce((sum, { received }) => sum + received, 0);
const noLongerAllowed = { status: 401, body: { message: "no", status: 401 } };
/** Agrees to a lease that gets no answer, and from then on the account answers in this way only. */
const leaseAndLoseSight = async (answer: Fault) => {
  const before = writes();
  control().fault("contiguity.lease", { reset: "before", delayMs: 1500 });
  await agree();
  await expect.poll(writes, { timeout: 15_000 }).toBe(before + 1);
  control().fault("contiguity.leased", { ...answer, times: "always" });
  control().fault("contiguity.get", { ...answer, times: "always" });
};

describe("a person whose lease gets no answer", () => {
  it("sees the limits in the question before it", async () => {
    await search(plain);
    await dialog(page).getByText("Limit: $60.00/month; with this lease").waitFor();
    await dialog(page).getByText("Limit for one lease: $40.00; this one begins with").waitFor();
    await stage.shoot("20-limits-in-question");
    await page.keyboard.press("Escape");
  });

  it("is told that it is being checked, then that nothing was spent, and leases the same number", async () => {
    control().fault("contiguity.lease", { reset: "before" });
    await search(plain);
    await agree();
    await toast(page, "Checking whether +1 305 555 0100 was leased…").waitFor();
    await treeRow(page, "checking whether it was leased…").waitFor();
    await stage.shoot("21-checking");
    await toast(page, "was not leased; nothing was spent").waitFor();
    await toast(page, "Checking whether").waitFor({ state: "hidden" });
    await treeRow(page, "checking whether").waitFor({ state: "hidden" });
    await stage.shoot("22-verdict");
    expect(writes()).toBe(1);
    await toast(page, "was not leased").getByRole("button", { name: "Lease It Again" }).click();
    await agree();
    await toast(page, "Leased +1 305 555 0100").waitFor();
    expect(control().owned("contiguity")).toEqual([plain]);
    await clearNotices();
  });

  it("finds the operation still there after a reload, and is told the verdict then", async () => {
    const before = writes();
    await search(priceRises);
    await agree();
    // The price has risen, and is agreed to.
    await dialog(page).getByText("The price has changed").waitFor();
    // Nothing can be found out, however long the reload takes.
    await leaseAndLoseSight({ noAnswer: true });
    await treeRow(page, "checking whether it was leased…").waitFor();
    await page.reload();
    await openViewContainer(page, "Phone Numbers");
    await treeRow(page, /leasing…|checking whether it was leased…/).waitFor({ timeout: 90_000 });
    await stage.shoot("23-after-reload");
    control().clearFaults();
    await toast(page, "+1 305 555 0171 was not leased; nothing was spent").waitFor({
      timeout: 90_000,
    });
    expect(writes()).toBe(before + 1);
    await clearNotices();
    // The editor takes its time to start again.
  }, 150_000);

  it("is asked to look when it cannot be found out, and sees it in the tree", async () => {
    await search(priceRises);
    await leaseAndLoseSight(noLongerAllowed);
    await toast(page, "could not be found out").waitFor();
    await treeRow(page, "needs attention: it may have been leased").waitFor();
    await stage.shoot("24-needs-attention");
    await clearNotices();
    await treeRow(page, "needs attention: it may").hover();
    await stage.shoot("25-needs-attention-hover");
    await treeRow(page, "needs attention: it may").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Stop Checking…" }).waitFor();
    await stage.shoot("26-needs-attention-menu");
    await page.getByRole("menuitem", { name: "Stop Checking…" }).click();
    await dialog(page).getByText("Look in the provider's dashboard first.").waitFor();
    await stage.shoot("27-stop-checking");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await treeRow(page, "needs attention: it may").waitFor();
  });

  it("is told of it in the question about another number", async () => {
    await search("+13055550177");
    await dialog(page).getByText("Not known yet: whether +1 305 555 0171 was leased.").waitFor();
    await stage.shoot("28-not-known-yet");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
  });

  it("checks again, and is told", async () => {
    // Through the palette, where it asks which: a menu may not be ready for a click that comes at once.
    await runCommand(page, "Phone Numbers: Check Again");
    await quickInput(page).pick("+1 305 555 0171");
    await toast(page, "+1 305 555 0171 was not leased; nothing was spent").waitFor({
      timeout: 30_000,
    });
    await treeRow(page, "needs attention").waitFor({ state: "hidden" });
    await clearNotices();
  });
});

describe("a person with limits", () => {
  it("is refused a lease beyond them, and told which", async () => {
    const before = writes();
    control().setPrice(dearerThanListed, { recurring: "99.00" });
    await search(dearerThanListed);
    await toast(
      page,
      /It would come to \$[\d.]+ for one lease, and the limit is \$40\.00/,
    ).waitFor();
    await stage.shoot("29-over-limit");
    expect(writes()).toBe(before);
    await clearNotices();
  });

  it("types that a price is not known before such a number is leased", async () => {
    const box = quickInput(page);
    const body = { data: { id: "+13055550177", status: "available" } };
    control().fault("contiguity.get", { status: 200, body, times: "always" });
    await runCommand(page, "Phone Numbers: Lease a Number…");
    await box.pick(account);
    // The list of accounts is still there for a moment, and would take the words.
    await box.message.filter({ hasText: "The number to lease" }).waitFor();
    await box.type("+13055550177");
    await box.accept();
    await box.message.filter({ hasText: "does not say what this number costs" }).waitFor();
    await stage.shoot("30-unknown-price");
    await box.type("yes");
    await box.accept();
    await box.message.filter({ hasText: "Type unknown or 0177" }).waitFor();
    await box.type("unknown");
    await box.accept();
    await toast(page, "Leased +1 305 555 0177").waitFor();
    await clearNotices();
  });
});

describe("a person who leases elsewhere, too", () => {
  it("sees which numbers those are", async () => {
    control().leaseMany({ provider: "contiguity", count: 1 });
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, "leased elsewhere").waitFor();
    await stage.shoot("31-elsewhere");
  });

  it("sees the numbers as they were when they cannot be read", async () => {
    control().fault("contiguity.leased", { html: true, times: "always" });
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, "Could not be read").waitFor();
    await treeRow(page, "leased elsewhere").waitFor();
    await treeRow(page, /as of \d/).waitFor();
    await stage.shoot("32-as-of");
  });

  it("sees the same in a dark theme", async () => {
    control().clearFaults();
    await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await search(takenMeanwhile);
    await stage.shoot("33-dark-question");
    await leaseAndLoseSight(noLongerAllowed);
    await toast(page, "could not be found out").waitFor();
    await stage.shoot("34-dark-needs-attention");
  });
});
