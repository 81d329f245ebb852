import { specialNumbers } from "@leaseline/sandbox";
import { dialog, quickInput, runCommand, treeRow } from "@leaseline/vscode-host";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { search, searchTo, typeNumber, writes, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

/** What is asked, by the command that asks for it, and how a person gets there. */
const questions: Readonly<Record<string, (page: Page, number: string) => Promise<void>>> = {
  "in which account to search": (page) => searchAsFarAs(page, 1),
  "in which country": (page) => searchAsFarAs(page, 2),
  "for which type": (page) => searchAsFarAs(page, 3),
  "which of the numbers found": (page) => searchAsFarAs(page, 4),
  "what the number is for": async (page) => {
    await search(page, specialNumbers.sinch.plain);
    await quickInput(page).row("Decide later").waitFor();
  },
  "whether to lease at that price": async (page) => {
    await search(page, specialNumbers.contiguity.plain);
    await dialog(page)
      .getByRole("button", { name: /^Lease for / })
      .waitFor();
  },
  "which number to lease": (page) =>
    typeNumber(page, "Contiguity · sandbox", specialNumbers.contiguity.plain),
  "which number to release": async (page, number) => {
    await runCommand(page, "Phone Numbers: Release…");
    await quickInput(page).row(written(number)).waitFor();
  },
  "whether to release it": async (page, number) => {
    await runCommand(page, "Phone Numbers: Release…");
    await quickInput(page).pick(written(number));
    await quickInput(page)
      .message.filter({ hasText: number.slice(-4) })
      .waitFor();
    await quickInput(page).type(number.slice(-4));
  },
  "what to call it": async (page, number) => {
    await runCommand(page, "Phone Numbers: Label…");
    await quickInput(page).pick(written(number));
    await quickInput(page).step(/^Label \+1/);
    await quickInput(page).type("never said");
  },
  "for a key": async (page) => {
    await runCommand(page, "Phone Numbers: Add Account…");
    await quickInput(page).pick("Contiguity");
    await quickInput(page).message.filter({ hasText: "API key" }).waitFor();
    await quickInput(page).type("a key that is not there");
  },
  "whether to remove an account": async (page) => {
    await runCommand(page, "Phone Numbers: Remove Account…");
    await quickInput(page).pick("Sinch · sandbox");
    await dialog(page).getByRole("button", { name: "Remove Account" }).waitFor();
  },
};

describe("a person whose window is closed while they are asked", () => {
  const all = Object.entries(questions);
  // Each half in the time of one test.
  for (const half of [0, 1])
    journey(
      `has answered nothing, whatever the question (${half + 1} of 2)`,
      async ({ atSandbox }) => {
        const { page, sandbox } = atSandbox;
        const [number = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
        await runCommand(page, "Phone Numbers: Refresh");
        const row = treeRow(page, written(number));
        await row.waitFor();
        const told = await row.textContent();
        for (const [, ask] of halfOf(all, half)) {
          await ask(page, number);
          await atSandbox.reopen();
          await row.waitFor();
          expect(await dialog(page).count()).toBe(0);
          expect(await quickInput(page).widget.count()).toBe(0);
          await expect.poll(() => row.textContent()).toBe(told);
        }
        expect(writes(atSandbox)).toBe(0);
      },
    );
});

async function searchAsFarAs(page: Page, depth: number): Promise<void> {
  await runCommand(page, "Phone Numbers: Search Numbers…");
  await searchTo(page, depth);
}

function halfOf<Item>(items: readonly Item[], half: number): readonly Item[] {
  return items.filter((_, index) => index % 2 === half);
}
