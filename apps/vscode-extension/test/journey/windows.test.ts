import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import {
  type Settings,
  dialog,
  quickInput,
  runCommand,
  toast,
  treeRow,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { appFolder } from "../support/journey/stage.js";
import {
  addAccount,
  agree,
  clearNotices,
  follows,
  search,
  written,
} from "../support/journey/steps.js";
import { slowness } from "../support/slowness.js";

journey.beforeEach(opened);

const { plain } = specialNumbers.contiguity;
const commandLine = join(appFolder, "..", "cli", "dist", "leaseline.cjs");

/** Has an account of Contiguity that is added by its key go to the sandbox. */
const atTheSandbox = ({ contiguity }: Sandbox): Settings => ({
  "leaseline.contiguity.baseUrl": contiguity.baseUrl,
});

describe("a person with two windows", () => {
  journey("sees in one what the other does to accounts and numbers", async ({ stage }) => {
    const { page } = stage;
    const other = await stage.anotherWindow();
    const welcome = other.getByRole("button", { name: "Try the Sandbox" });
    await welcome.waitFor();
    await page.getByRole("button", { name: "Try the Sandbox" }).click();
    const searchHere = page.getByRole("button", { name: "Search Numbers" }).first();
    const searchThere = other.getByRole("button", { name: "Search Numbers" }).first();
    await follows(searchHere, searchThere, "visible");
    await clearNotices(page);

    await search(page, plain);
    await agree(page);
    await follows(treeRow(page, written(plain)), treeRow(other, written(plain)), "visible");
    await other.screenshot({ path: ".screenshots/32-other-window.png" });
    await other.locator(".sidebar .message", { hasText: /^\$[\d.]+\/mo$/ }).waitFor();
    const title = other.locator(".sidebar .title-label").first();
    await title.filter({ hasText: /^Phone Numbers: \$[\d.]+ a month$/ }).waitFor();
    expect(await treeRow(other, written(plain)).textContent()).not.toContain("elsewhere");

    await runCommand(other, "Phone Numbers: Release…");
    const box = quickInput(other);
    await box.pick(written(plain));
    await box.message.filter({ hasText: plain.slice(-4) }).waitFor();
    await box.type(plain.slice(-4));
    await box.accept();
    await follows(treeRow(other, written(plain)), treeRow(page, written(plain)), "hidden");

    for (const account of ["Contiguity · sandbox", "Sinch · sandbox"]) {
      await runCommand(page, "Phone Numbers: Remove Account…");
      if (account.startsWith("Contiguity")) await quickInput(page).pick(account);
      await dialog(page).getByRole("button", { name: "Remove Account" }).click();
      await dialog(page).waitFor({ state: "hidden" });
    }
    await follows(page.getByRole("button", { name: "Try the Sandbox" }), welcome, "visible");
  });
});

describe("a person whose key another page of the browser has kept", () => {
  journey.override("settings", () => atTheSandbox);

  journey("reads where it is, reloads the window, and has it", async ({ stage }) => {
    const { page, sandbox } = stage;
    const [number = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    const other = await stage.anotherWindow();
    await addAccount(page, "Contiguity", [sandbox.contiguity.apiKey], "mine");
    await treeRow(page, written(number)).waitFor();

    await treeRow(other, "Could not be read").waitFor();
    const failed = treeRow(other, "Its key was saved in another window");
    await failed.waitFor();
    await failed.hover();
    await other.screenshot({ path: ".screenshots/33-key-elsewhere.png" });
    // A page writes all the keys that it knows, and so this one would drop the other's.
    await runCommand(other, "Phone Numbers: Add Account…");
    const notice = toast(other, "Reload this window first");
    await notice.waitFor();
    await other.screenshot({ path: ".screenshots/34-reload-first.png" });
    await notice.getByRole("button", { name: "Reload Window" }).click();
    await treeRow(other, written(number)).waitFor();
    await treeRow(other, "Could not be read").waitFor({ state: "hidden" });
    await treeRow(page, written(number)).waitFor();
  });
});

describe("a person who leases at the command line", () => {
  journey.override("settings", () => atTheSandbox);

  journey(
    "sees the number in the editor, what it costs in the title and above it, and that it is gone",
    async ({ stage }) => {
      const { page, sandbox, home } = stage;
      await addAccount(page, "Contiguity", [sandbox.contiguity.apiKey], "mine");
      await page.getByRole("button", { name: "Search Numbers" }).first().waitFor();
      const row = treeRow(page, written(plain));
      const does = async (words: readonly string[], state: "visible" | "hidden") => {
        await promisify(execFile)(process.execPath, [commandLine, ...words], {
          env: {
            PATH: process.env["PATH"],
            LEASELINE_HOME: home,
            LEASELINE_CONTIGUITY_URL: sandbox.contiguity.baseUrl,
            CONTIGUITY_API_KEY: sandbox.contiguity.apiKey,
          },
        });
        const began = performance.now();
        await row.waitFor({ state });
        expect(performance.now() - began).toBeLessThan(2000 * (await slowness()));
      };
      sandbox.control.setBalance("contiguity", null);
      sandbox.control.setPrice(plain, { setup: "0.00", recurring: "123456.78" });
      const agreed = ["--account", "contiguity", "--yes", "--expect-price", "123456.78 USD"];
      await does(["lease", plain, ...agreed], "visible");
      expect(await row.textContent()).not.toContain("elsewhere");
      // All of it can be read, in a side bar that nobody has made wider.
      const total = page.locator(".sidebar .message", { hasText: /^\$123,456\.78\/mo$/ });
      await total.hover();
      expect(await total.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
      const title = page.locator(".sidebar .title-label").first();
      expect(await title.textContent()).toBe("Phone Numbers: $123,456.78 a month");
      // What a screen reader calls the rows by.
      await page.getByRole("tree", { name: "$123,456.78 a month" }).waitFor();
      await stage.shoot("40-from-the-command-line");
      await does(["release", plain, "--yes", "--confirm", plain.slice(-4)], "hidden");
    },
  );
});

describe("the sandbox that a person tries", () => {
  journey.override("which", "own");

  journey("is one for all windows, and is the same after a reload", async ({ stage }) => {
    const { page } = stage;
    const other = await stage.anotherWindow();
    await page.getByRole("button", { name: "Try the Sandbox" }).click();
    await toast(page, "The sandbox is ready").waitFor();
    await clearNotices(page);
    await search(page, plain);
    await agree(page);
    await treeRow(page, written(plain)).waitFor();
    await treeRow(other, written(plain)).waitFor();
    expect(await treeRow(other, written(plain)).textContent()).not.toContain("elsewhere");
    await stage.restart();
    await treeRow(page, written(plain)).waitFor();
    await runCommand(page, "Phone Numbers: Refresh");
    await runCommand(page, "Phone Numbers: Release…");
    const box = quickInput(page);
    await box.pick(written(plain));
    await box.message.filter({ hasText: plain.slice(-4) }).waitFor();
    await box.type(plain.slice(-4));
    await box.accept();
    await toast(page, "was released").waitFor();
  });
});
