import { press, quickInput, runCommand, treeRow } from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { listOf } from "../support/integration/large-provider.js";
import { journey, opened } from "../support/journey/journey.js";
import { pagePings } from "../support/journey/page-pings.js";
import { writes, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

/** The most that a key may have to wait until the window hears it, in ms. */
const mostMs = 100;

describe("a person with thousands of numbers", () => {
  journey(
    "sees that they were leased elsewhere, and no key of theirs waits, nor in a search of many more",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      const box = quickInput(page);
      const always = { status: 200, contentType: "application/json", times: "always" } as const;
      const leased = listOf(5000, "9072", "leased");
      sandbox.control.fault("contiguity.leased", { ...always, body: leased });
      const offered = listOf(100_000, "200", "available", ["number", "health", "created_at"]);
      sandbox.control.fault("contiguity.available", { ...always, body: offered });
      const first = treeRow(page, written("+19072000000"));
      const pings = await pagePings(page);
      const waits: (readonly [what: string, ms: number])[] = [];
      const during = async (what: string, work: () => Promise<unknown>) => {
        waits.push([what, await pings.longestWait(work)]);
      };

      await page.locator(".sidebar .composite.title").hover();
      await during("reading the numbers", async () => {
        await page.getByRole("button", { name: "Refresh", exact: true }).click();
        await treeRow(page, "Leased elsewhere").waitFor();
        await first.waitFor();
      });
      await atSandbox.shoot("31-elsewhere");
      await first.click();
      await during("going to the last of those shown", async () => {
        await press(page, "End");
        await treeRow(page, "Show More").waitFor();
      });
      await during("showing more of them", async () => {
        await treeRow(page, "Show More").click();
        await treeRow(page, written("+19072001000")).waitFor();
      });

      await runCommand(page, "Phone Numbers: Search Numbers…");
      await box.pick("Contiguity · sandbox");
      await box.input.and(page.locator("[placeholder^='In which country']")).waitFor();
      await box.type("United States");
      await box.atRest();
      await during("opening the search", async () => {
        await box.pick(/United States$/);
        await box.row(/^\+1 200/).waitFor();
        await box.atRest();
      });
      await during("sorting by price", async () => {
        await box.widget.getByRole("button", { name: /^Sort by Price/ }).click();
        await box.message.filter({ hasText: "Sorted by price." }).waitFor();
      });
      await box.input.focus();
      await during("typing digits", async () => {
        await page.keyboard.type("12345", { delay: 100 });
        await expect.poll(() => box.row(/^\+1 /).allTextContents()).toHaveLength(1);
      });
      await during("clearing them", async () => {
        await box.type("");
        await box.row("+1 200 000 0000").waitFor();
      });

      const late = waits.filter(([, ms]) => ms > mostMs * pings.slowness);
      expect(late, `on a machine ${pings.slowness} times slower than others`).toEqual([]);
      expect(writes(atSandbox)).toBe(0);
    },
  );
});
