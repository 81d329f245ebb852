import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type E164, createLeaseClient, memoryLedger } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "@leaseline/vscode-host";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { appFolder } from "../support/journey/stage.js";
import { clearNotices, openFile, search, written } from "../support/journey/steps.js";
import { chooseTheme, themes } from "../support/journey/themes.js";
import { smallPng } from "../support/pictures/small-png.js";

// The pictures of the two README files and of the Marketplace's page, of the real thing on the sandbox. Its clock
// stands still, so that numbers, prices and next charges are the same each time; the months below what was charged are
// the real ones.

const { contiguity, sinch } = specialNumbers;
const support = contiguity.plain;
const orders = "+12065550118";
const codes = sinch.plain;
const sweden = sinch.swedishMobile;
const failed = sinch.smsProvisioningFails;
const [dark, light] = themes;

// In a language of which the editor itself says nothing in a hover.
const code = `"""Tells customers about their parcels."""

from datetime import datetime

from shop.messages import send


async def parcel_arrives(to: str, at: datetime) -> None:
    """Says when the parcel is there."""
    await send(
        sender="${support}",
        to=to,
        text=f"Your parcel arrives at {at:%H:%M}.",
    )


async def code_for(to: str, code: str) -> None:
    await send(sender="+13055550199", to=to, text=f"{code} is your code.")
`;

const pictures = journey
  .extend("files", () => ({ "parcel.py": code, ".env": "# Of the shop\n" }))
  .extend("at", () => Date.UTC(2027, 2, 1, 12))
  .extend("settings", () => ({
    "editor.minimap.enabled": false,
    "editor.fontSize": 14,
    // Others each time.
    "workbench.tips.enabled": false,
  }));
pictures.beforeEach(opened);

pictures("of what a person sees", async ({ stage }) => {
  const { page, sandbox } = stage;
  const box = quickInput(page);
  const panel = webviewFrame(page);
  await lease(sandbox, [support, orders], [codes, sweden, failed]);
  await chooseTheme(page, dark);
  await runCommand(page, "Phone Numbers: Focus on Phone Numbers View");
  await page.getByRole("button", { name: "Try the Sandbox" }).click();
  await toast(page, "The sandbox is ready").waitFor();
  await treeRow(page, written(failed)).waitFor();
  await label(page, support, "Support line");
  await label(page, orders, "Orders");
  await label(page, codes, "Sign-in codes");
  await label(page, sweden, "Shop in Sweden");
  await runCommand(page, "Phone Numbers: Protect");
  await box.pick(written(orders));
  await treeRow(page, /Orders.*protected/s).waitFor();
  await widenSideBar(page);
  await clearNotices(page);

  await search(page, "+13055550177");
  await dialog(page)
    .getByRole("button", { name: /^Lease for / })
    .waitFor();
  await take(page, "lease");
  await press(page, "Escape");

  await runCommand(page, "Phone Numbers: Search Numbers…");
  await box.pick("All accounts");
  await box.type("United States");
  await box.atRest();
  await box.pick(/United States$/);
  await box.pick("All types");
  await box.row(/^\+1 /).waitFor();
  await box.type("305");
  // The providers are asked a moment later, and until they have answered rows come among those that are there.
  const asked = () => sandbox.control.requests().some(({ query }) => query.includes("305"));
  await expect.poll(asked).toBe(true);
  await box.atRest();
  await take(page, "search");
  await box.escape();

  await runCommand(page, "Phone Numbers: Show Pricing");
  await panel.getByRole("rowheader", { name: "Support line" }).waitFor();
  // As high as the table: what was charged in which month, below it, is another thing each month.
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width, height: 750 });
  await take(page, "overview");
  await page.setViewportSize({ width, height });

  await chooseTheme(page, light);
  await panel.getByRole("button", { name: "Compare", exact: true }).click();
  await panel.getByRole("button", { name: "12 months" }).click();
  // Offers beside each other, in one currency, and what they come to.
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  // So wide that the chart has room beside the table.
  await page.setViewportSize({ width: 1480, height });
  for (const index of [0, 2, 6]) await panel.getByRole("checkbox").nth(index).check();
  await panel.getByRole("slider").first().locator("canvas").waitFor();
  await take(page, "compare");
  await page.setViewportSize({ width, height });
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");

  await panel.getByRole("button", { name: "My Numbers" }).click();
  await runCommand(page, "Phone Numbers: Release…");
  await box.pick(written(support));
  // With where it stands in the code of the workspace.
  await box.message.filter({ hasText: "parcel.py" }).waitFor();
  await take(page, "release");
  await box.escape();

  await chooseTheme(page, dark);
  await openFile(page, "parcel.py");
  await page.locator(".squiggly-warning, .squiggly-info, .squiggly-error").first().waitFor();
  await page.locator(".view-line", { hasText: support }).getByText(support).hover();
  await page.locator(".monaco-hover:visible").getByText("Support line").waitFor();
  await take(page, "in-code", { keepMouse: true });
});

/** As from before: what an account holds when it is first read was leased nowhere else. */
async function lease(
  sandbox: Sandbox,
  atContiguity: readonly string[],
  atSinch: readonly string[],
): Promise<void> {
  const client = createLeaseClient({
    ledger: memoryLedger(),
    accounts: [
      contiguityProvider({ account: "contiguity", ...sandbox.contiguity }),
      sinchProvider({ account: "sinch", ...sandbox.sinch }),
    ],
  });
  for (const [account, numbers] of [
    ["contiguity", atContiguity],
    ["sinch", atSinch],
  ] as const)
    for (const number of numbers)
      await client.lease(await client.quote(account, number as E164), {
        ...(account === "sinch" && { connect: { sms: "sandbox-service-plan" } }),
      });
  await client.close();
  // Until all of them are set up.
  sandbox.control.clock.advance(10_000);
}

async function label(page: Page, number: string, text: string): Promise<void> {
  const box = quickInput(page);
  await runCommand(page, "Phone Numbers: Label…");
  await box.pick(written(number));
  await box.step(/^Label \+/);
  await box.type(text);
  await box.accept();
  await treeRow(page, text).waitFor();
}

async function widenSideBar(page: Page): Promise<void> {
  await page.mouse.move(350, 400);
  await page.mouse.down();
  await page.mouse.move(430, 400, { steps: 4 });
  await page.mouse.up();
}

async function take(page: Page, name: string, { keepMouse = false } = {}): Promise<void> {
  if (!keepMouse) await page.mouse.move(700, 795);
  await page.waitForTimeout(500);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  await writeFile(join(appFolder, "..", "..", "docs", "images", `${name}.png`), smallPng(picture));
}
