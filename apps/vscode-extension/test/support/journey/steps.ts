import { basename } from "node:path";
import { mkdir } from "node:fs/promises";
import { specialNumbers } from "@leaseline/sandbox";
import { dialog, openPalette, openView, quickInput, runCommand } from "@leaseline/vscode-host";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { readMs } from "../../../src/prompts/read-first.js";
import { slowness } from "../slowness.js";
import { type Stage, packed } from "./stage.js";

/** Answers what the number is for with SMS, and with a service plan that is called so from then on. */
export async function connectSms(page: Page, name = ""): Promise<void> {
  const box = quickInput(page);
  await box.pick("SMS");
  await box.pick("Another one…");
  await box.message.filter({ hasText: "SMS service plan ID" }).waitFor();
  await box.type("sandbox-service-plan");
  await box.accept();
  await box.message.filter({ hasText: "What do you call it?" }).waitFor();
  await box.type(name);
  await box.accept();
}

/** Adds an account by its keys, in the order in which they are asked for. */
export async function addAccount(
  page: Page,
  provider: string,
  keys: readonly string[],
  name: string,
): Promise<void> {
  const box = quickInput(page);
  await runCommand(page, "Phone Numbers: Add Account…");
  await box.pick(provider);
  for (const [step, key] of keys.entries()) {
    await box.step(`(${step + 1} of ${keys.length + 1})`);
    await box.type(key);
    await box.accept();
  }
  await box.message.filter({ hasText: "A name for this account" }).waitFor();
  await box.type(name);
  await box.accept();
}

/** Makes another profile of VS Code, opens a folder of its own in it, since each has one, and installs the extension. */
export async function openProfile(stage: Stage, name: string): Promise<Page> {
  const page = await stage.anotherWindow();
  await runCommand(page, "Profiles: New Profile...");
  const editor = page.locator(".profiles-editor");
  await editor.getByRole("textbox").first().fill(name);
  await editor.getByRole("button", { name: "Create", exact: true }).click();
  await editor.getByRole("button", { name: "Create", exact: true }).waitFor({ state: "hidden" });
  const folder = `${stage.folder}-${name}`;
  await mkdir(folder);
  const profile = JSON.stringify([["profile", name]]);
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/?${new URLSearchParams({ folder, payload: profile }).toString()}`);
  await page.locator(".activitybar .profile-badge").waitFor();
  await runCommand(page, "Extensions: Install from VSIX...");
  const box = quickInput(page);
  // It writes the folder that it begins with over what was typed before it had read that, and has read the file's own
  // once the file is a row.
  await box.row("..").waitFor();
  await box.type(packed);
  await box.row(basename(packed)).waitFor();
  await box.accept();
  await openView(page, "Phone Numbers");
  return page;
}

/** Types which number to lease in an account, null for the only one, and does not answer with it yet. */
export async function typeNumber(
  page: Page,
  account: string | null,
  number: string,
): Promise<void> {
  const box = quickInput(page);
  await runCommand(page, "Phone Numbers: Lease a Number…");
  if (account !== null) await box.pick(account);
  // The list of accounts is still there for a moment, and would take the words.
  await box.message.filter({ hasText: "The number to lease" }).waitFor();
  await box.type(number);
}

/** Searches in the account that sells it for a number of the United States, and chooses it. */
export async function search(page: Page, number: string): Promise<void> {
  const box = quickInput(page);
  const atSinch = Object.values<string>(specialNumbers.sinch).includes(number);
  await runCommand(page, "Phone Numbers: Search Numbers…");
  await box.pick(atSinch ? "Sinch · sandbox" : "Contiguity · sandbox");
  await box.input.and(page.locator("[placeholder^='In which country']")).waitFor();
  await box.type("United States");
  await box.atRest();
  await box.pick(/United States$/);
  if (atSinch) await box.pick("All types");
  await box.row(/^\+1 /).waitFor();
  await box.type(number.slice(2));
  await box.pick(
    `${number.slice(0, 2)} ${number.slice(2, 5)} ${number.slice(5, 8)} ${number.slice(8)}`,
  );
}

/** Answers the questions of a search over all accounts up to one of them: 1 account, 2 country, 3 type, 4 results. */
export async function searchTo(page: Page, depth: number): Promise<void> {
  const box = quickInput(page);
  await box.row("All accounts").waitFor();
  if (depth === 1) return;
  await box.pick("All accounts");
  await box.input.and(page.locator("[placeholder^='In which country']")).waitFor();
  if (depth === 2) return;
  await box.type("United States");
  await box.atRest();
  await box.pick(/United States$/);
  await box.row("All types").waitFor();
  if (depth === 3) return;
  await box.pick("All types");
  await box.row(/^\+1 /).waitFor();
}

/** Acts again until this is seen: while the editor draws anew, or hears of new problems, it drops what was asked for. */
export async function untilSeen(place: Locator, act: () => Promise<void>): Promise<Locator> {
  for (let waitMs = 1000; ; waitMs *= 2) {
    await act();
    if (await place.waitFor({ timeout: waitMs }).then(...yesOrNo)) return place;
  }
}

const yesOrNo = [() => true, () => false] as const;

/** Over the beginning of a row, from where its tooltip lies over most of the next one. */
const atItsBeginning = { position: { x: 60, y: 8 } };

/** The tooltip of a row, which has this text. */
export async function tooltipOf(row: Locator, hasText: string): Promise<Locator> {
  const page = row.page();
  return untilSeen(page.locator(".monaco-hover:visible", { hasText }), async () => {
    await page.mouse.move(0, 0);
    await row.hover(atItsBeginning);
  });
}

/** Says yes to a question, once it has stood there for as long as it takes to read it: it takes none before. */
export async function sayYes(page: Page, yes: string | RegExp): Promise<void> {
  const button = dialog(page).getByRole("button", { name: yes });
  await button.waitFor();
  await page.waitForTimeout(readMs);
  await button.click();
}

/** Agrees to the price that is asked about. */
export async function agree(page: Page): Promise<void> {
  await sayYes(page, /^Lease for /);
}

/** Begins to release a number, and types what is asked for, but does not answer with it yet. */
export async function typeToRelease(page: Page, number: string): Promise<void> {
  const box = quickInput(page);
  await runCommand(page, "Phone Numbers: Release…");
  await box.pick(written(number));
  await box.message.filter({ hasText: number.slice(-4) }).waitFor();
  await box.type(number.slice(-4));
}

/** All of it can be read: the editor shows one line of a notice that has nothing to press, and cuts off the rest. */
export async function expectWhole(notice: Locator): Promise<void> {
  await notice.waitFor();
  const message = notice.locator(".notification-list-item-message");
  expect(await message.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
}

export async function clearNotices(page: Page): Promise<void> {
  await runCommand(page, "Notifications: Clear All Notifications");
}

/** Opens a file of the folder, which has an `await` in it, and is in it from then on. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openPalette(page, { key: "ControlOrMeta+P", text: name, row: name });
  await quickInput(page).pick(name);
  await page.locator(".monaco-editor.focused").getByText("await").first().waitFor();
}

/** What is told of a number in the open file. */
export function squiggle(page: Page): Locator {
  return page.locator(".squiggly-warning");
}

/** How many requests that may cost money have arrived. */
export function writes({ sandbox }: Stage): number {
  return Object.values(sandbox.control.writes()).reduce((sum, { received }) => sum + received, 0);
}

/** A number of the United States, however it is written. */
export function written(number: string): RegExp {
  return new RegExp(
    number
      .slice(2)
      .split("")
      .join(String.raw`\D*`),
  );
}

/** What one window has just shown is so in the other within two seconds, without anybody asking it. */
export async function follows(first: Locator, second: Locator, state: "visible" | "hidden") {
  const both = [first, second].map(async (row) => {
    await row.waitFor({ state });
    return performance.now();
  });
  const [here = 0, there = 0] = await Promise.all(both);
  expect(there - here).toBeLessThan(2000 * (await slowness()));
}
