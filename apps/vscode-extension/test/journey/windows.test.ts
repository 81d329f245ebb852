import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import {
  type Settings,
  dialog,
  pickFromMenu,
  quickInput,
  runCommand,
  toast,
  treeRow,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { appFolder } from "../support/journey/stage.js";
import { keyRelay } from "../support/journey/key-relay.js";
import {
  addAccount,
  agree,
  clearNotices,
  follows,
  sayYes,
  search,
  typeNumber,
  typeToRelease,
  writes,
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

    await typeToRelease(other, plain);
    await quickInput(other).accept();
    await follows(treeRow(other, written(plain)), treeRow(page, written(plain)), "hidden");

    for (const account of ["Contiguity · sandbox", "Sinch · sandbox"]) {
      await runCommand(page, "Phone Numbers: Remove Account…");
      if (account.startsWith("Contiguity")) await quickInput(page).pick(account);
      await sayYes(page, "Remove Account");
      await dialog(page).waitFor({ state: "hidden" });
    }
    await follows(page.getByRole("button", { name: "Try the Sandbox" }), welcome, "visible");
  });
});

describe("a person who has the same number in two windows", () => {
  journey("has in one what the other says of it, and of its account", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
    const { control } = sandbox;
    const numbers = control.leaseMany({ provider: "contiguity", count: 2 });
    const [number = "", second = ""] = numbers.toSorted();
    await runCommand(page, "Phone Numbers: Refresh");
    await treeRow(page, written(number)).waitFor();
    const other = await atSandbox.anotherWindow();
    await treeRow(other, written(number)).waitFor();
    const both = (text: string | RegExp) => [treeRow(page, text), treeRow(other, text)] as const;

    await runCommand(page, "Phone Numbers: Rename Account…");
    await quickInput(page).pick("Contiguity · sandbox");
    await quickInput(page).step("Rename Contiguity · sandbox");
    await quickInput(page).type("of the shop");
    await quickInput(page).accept();
    await follows(...both("Contiguity · of the shop"), "visible");
    await runCommand(page, "Phone Numbers: Mark as Production…");
    await quickInput(page).pick("Contiguity · of the shop");
    await quickInput(page).row("Not production").waitFor();
    await quickInput(page).pick("Production");
    await follows(...both("Contiguity · of the shop (production)"), "visible");

    await runCommand(other, "Phone Numbers: Label…");
    await quickInput(other).pick(written(number));
    await quickInput(other).step(/^Label \+1/);
    await quickInput(other).type("Support line");
    await quickInput(other).accept();
    const labelled = both("Support line");
    await follows(labelled[1], labelled[0], "visible");

    // The other window asks already when this one protects it.
    await typeToRelease(other, number);
    expect(await quickInput(other).message.textContent()).toContain("(production)");
    await runCommand(page, "Phone Numbers: Protect");
    await quickInput(page).pick(written(number));
    await follows(...both(/Support line.*protected/s), "visible");
    await quickInput(other).accept();
    await toast(other, "is protected").waitFor();
    expect(writes(atSandbox)).toBe(0);
    await other.screenshot({ path: ".screenshots/35-protected-meanwhile.png" });

    // The number of the workspace is none any more once the other window has released it.
    await treeRow(page, written(second)).click({ button: "right" });
    await pickFromMenu(page, "Workspace Default…");
    const item = page.locator(".statusbar-item", { hasText: written(second) });
    await item.waitFor();
    await clearNotices(other);
    await typeToRelease(other, second);
    await quickInput(other).accept();
    await follows(treeRow(other, written(second)), item, "hidden");
    expect(control.owned("contiguity")).toEqual([number]);

    // What nobody knows in one is settled in the other.
    const unread = { status: 401, body: { message: "no", status: 401 }, times: "always" } as const;
    control.hold("contiguity.lease");
    control.fault("contiguity.lease", { reset: "after" });
    await clearNotices(page);
    await typeNumber(page, "Contiguity · of the shop (production)", plain);
    await quickInput(page).accept();
    await agree(page);
    await expect.poll(() => writes(atSandbox)).toBe(2);
    for (const read of ["contiguity.leased", "contiguity.get"] as const)
      control.fault(read, unread);
    control.letGo("contiguity.lease");
    await toast(page, "could not be found out").waitFor();
    await follows(...both("needs attention: it may have been leased"), "visible");
    control.clearFaults();
    await clearNotices(other);
    await runCommand(other, "Phone Numbers: Check Again");
    await quickInput(other).pick(written(plain));
    const [here, there] = both("needs attention");
    await follows(there, here, "hidden");
    await other.screenshot({ path: ".screenshots/36-settled-elsewhere.png" });
    await follows(...both(written(plain)), "visible");
    expect(control.owned("contiguity")).toEqual([number, plain]);
    expect(writes(atSandbox)).toBe(2);
  });
});

describe("a person who replaces a key while another window uses it", () => {
  const withKeys = journey
    // eslint-disable-next-line no-empty-pattern -- vitest reads there which others are needed
    .extend("relay", async ({}, { onCleanup }) => {
      const relay = await keyRelay(["the-first-key", "the-second-key"]);
      onCleanup(relay.close);
      return relay;
    })
    .extend("settings", ({ relay }) => (sandbox: Sandbox): Settings => {
      relay.to(sandbox);
      return { "leaseline.contiguity.baseUrl": relay.address };
    });

  withKeys(
    "spends nothing with the old one there, and is told what to do",
    async ({ stage, relay }) => {
      const { page, sandbox } = stage;
      const [number = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
      await addAccount(page, "Contiguity", ["the-first-key"], "mine");
      await treeRow(page, written(number)).waitFor();
      const other = await stage.anotherWindow();
      await treeRow(other, written(number)).waitFor();
      expect(new Set(relay.sent)).toEqual(new Set(["the-first-key"]));
      // Questions stand there when the key is replaced.
      await typeNumber(other, null, plain);
      await quickInput(other).accept();
      await dialog(other)
        .getByRole("button", { name: /^Lease for / })
        .waitFor();

      await runCommand(page, "Phone Numbers: Update Key…");
      await quickInput(page).message.filter({ hasText: "API key" }).waitFor();
      await quickInput(page).type("the-second-key");
      await quickInput(page).accept();
      await expect.poll(() => relay.sent.at(-1)).toBe("the-second-key");
      const began = performance.now();
      await treeRow(other, "Its key was saved in another window").waitFor();
      expect(performance.now() - began).toBeLessThan(2000 * (await slowness()));
      // What is held is still there.
      await treeRow(other, written(number)).waitFor();
      const before = relay.sent.length;
      await agree(other);
      await toast(other, "was not leased. Its key was saved in another window").waitFor();
      await other.screenshot({ path: ".screenshots/37-key-replaced.png" });
      await runCommand(other, "Phone Numbers: Release…");
      await quickInput(other).pick(written(number));
      await toast(other, "is still leased. Its key was saved in another window").waitFor();
      expect(relay.sent.slice(before)).toEqual([]);

      await other.reload();
      await treeRow(other, "Its key was saved").waitFor({ state: "hidden" });
      await treeRow(other, written(number)).waitFor();
      await typeNumber(other, null, plain);
      await quickInput(other).accept();
      await agree(other);
      await follows(treeRow(other, written(plain)), treeRow(page, written(plain)), "visible");
      expect(new Set(relay.sent.slice(before))).toEqual(new Set(["the-second-key"]));
      expect(writes(stage)).toBe(1);
    },
  );
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
    await typeToRelease(page, plain);
    await quickInput(page).accept();
    await toast(page, "was released").waitFor();
  });
});
