import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import {
  type Settings,
  pickFromMenu,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
} from "@leaseline/vscode-host";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { keyRelay } from "../support/journey/key-relay.js";
import {
  addAccount,
  agree,
  clearNotices,
  openFile,
  squiggle,
  typeNumber,
  typeToRelease,
  writes,
  written,
} from "../support/journey/steps.js";

const { plain, bareData } = specialNumbers.contiguity;
const code = `import { send } from "./send";

await send({ from: "+13055550199", to: "+13055550123", message: "Hello" });
`;
const env = "# Of the app\nKEY=a\nCONTIGUITY_API_KEY=theirs\n";

/** What somebody would have whoever opens their folder go by. */
const wanted = (thief: string) => ({
  "leaseline.contiguity.baseUrl": thief,
  "leaseline.sinch.baseUrl": thief,
  "leaseline.sinch.authUrl": thief,
  "leaseline.ledger": "postgres://app@127.0.0.1:9/theirs",
  "leaseline.ai.allowSpending": true,
  "leaseline.releaseConfirmation": "button",
  "leaseline.spending.perLeaseCaps": { USD: "100000.00" },
  "leaseline.spending.monthlyCaps": { USD: "100000.00" },
});

/** Somebody else's repository, and where it would have keys sent. */
const theirs = journey
  // eslint-disable-next-line no-empty-pattern -- vitest reads there which others are needed
  .extend("thief", async ({}, { onCleanup }) => {
    const thief = await keyRelay([]);
    onCleanup(thief.close);
    return thief;
  })
  .extend("files", ({ thief }) => ({
    "main.ts": code,
    ".env": env,
    ".vscode/settings.json": JSON.stringify(wanted(thief.address)),
    "package.json": JSON.stringify({ name: "theirs", leaseline: wanted(thief.address) }),
  }))
  .extend("settings", () => ({ contiguity }: Sandbox): Settings => ({
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "leaseline.contiguity.baseUrl": contiguity.baseUrl,
    "leaseline.spending.perLeaseCaps": { USD: "5.00" },
  }));
theirs.beforeEach(opened);

/** Begins a lease that the person's own limit refuses. */
async function isLimited(page: Page): Promise<void> {
  await typeNumber(page, null, bareData);
  await quickInput(page).accept();
  await toast(page, "was not leased").getByText("$5.00").waitFor();
  await clearNotices(page);
}

describe("a person who opens somebody else's folder", () => {
  const untrusted = theirs.extend("workspaceTrust", () => true);

  untrusted(
    "has numbers, and no file looked into, until they trust the folder, which never says where keys and money go",
    async ({ stage, thief }) => {
      const { page, folder, sandbox } = stage;
      sandbox.control.setPrice(bareData, { recurring: "19.99" });
      await page.getByText("Restricted Mode").first().waitFor();
      await addAccount(page, "Contiguity", [sandbox.contiguity.apiKey], "mine");
      await page.getByRole("button", { name: "Search Numbers" }).first().waitFor();
      await isLimited(page);
      await typeNumber(page, null, plain);
      await quickInput(page).accept();
      await agree(page);
      await toast(page, "Leased +1 305 555 0100").getByText("Add to .env…").click();
      await toast(page, "trusted workspaces only").waitFor();
      expect(await readFile(join(folder, ".env"), "utf8")).toBe(env);
      await clearNotices(page);
      await treeRow(page, written(plain)).click({ button: "right" });
      await pickFromMenu(page, "Workspace Default…");
      await page.locator(".statusbar-item", { hasText: written(plain) }).waitFor();

      await openFile(page, "main.ts");
      // Longer than it takes where the folder is trusted.
      await page.waitForTimeout(3000);
      expect(await squiggle(page).count()).toBe(0);
      // What a person asks to be written where they are is.
      await runCommand(page, "Phone Numbers: Insert Number at Cursor");
      await quickInput(page).pick(written(plain));
      await page.locator(".monaco-editor.focused").getByText(plain).first().waitFor();
      await typeToRelease(page, plain);
      const said = await quickInput(page).message.textContent();
      expect(said).toContain("It was not looked for in this workspace, which is not trusted.");
      await stage.shoot("43-restricted");
      await quickInput(page).escape();

      await runCommand(page, "Workspaces: Manage Workspace Trust");
      await page.getByRole("button", { name: "Trust", exact: true }).first().click();
      await page.getByText("You trust this folder").waitFor();
      // Behind the page about trust, over which nothing can be asked for.
      await squiggle(page).first().waitFor({ state: "attached" });
      await page.getByText("You trust this folder").click();
      await press(page, "Escape");
      await page.getByText("You trust this folder").waitFor({ state: "hidden" });
      await isLimited(page);
      await runCommand(page, "Phone Numbers: Refresh");
      await treeRow(page, written(plain)).waitFor();
      await typeToRelease(page, plain);
      await stage.shoot("44-trusted");
      await quickInput(page).accept();
      await toast(page, "was released").waitFor();
      expect(writes(stage)).toBe(2);
      expect(thief.sent).toEqual([]);
    },
  );

  theirs("is kept by nothing in it from what they do", async ({ skip, stage, thief }) => {
    skip(process.platform === "win32", "There are no pipes among files.");
    const { page, folder, sandbox } = stage;
    const outside = `${folder}-outside`;
    await writeFile(outside, "of nobody here\n");
    await mkdir(join(folder, ".git"));
    for (const pipe of [".gitignore", ".env.pipe", "pipe.ts"])
      await promisify(execFile)("mkfifo", [join(folder, pipe)]);
    await symlink(outside, join(folder, ".env.link"));
    await symlink(folder, join(folder, "round"));
    await symlink("/dev/zero", join(folder, ".env.endless"));
    await symlink("nowhere", join(folder, ".env.gone"));
    await mkdir(join(folder, ".env.folder"));
    await writeFile(join(folder, `a\nb\u202e\u001b[2J${plain}.ts`), `"${plain}"`);
    await writeFile(join(folder, "large.ts"), `${plain} `.repeat(2_000_000));
    await addAccount(page, "Contiguity", [sandbox.contiguity.apiKey], "mine");
    await page.getByRole("button", { name: "Search Numbers" }).first().waitFor();
    await typeNumber(page, null, plain);
    await quickInput(page).accept();
    await agree(page);
    await toast(page, "Leased +1 305 555 0100").getByText("Add to .env…").click();
    const box = quickInput(page);
    await box.row(".env").waitFor();
    await stage.shoot("45-env-files");
    expect(await box.rows.locator(".label-name").allTextContents()).toEqual([".env", ".env.link"]);
    await box.escape();
    await typeToRelease(page, plain);
    await box.accept();
    await toast(page, "was released").waitFor();
    expect(await readFile(outside, "utf8")).toBe("of nobody here\n");
    expect(thief.sent).toEqual([]);
  });
});
