import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  dialog,
  type Editor,
  type Editors,
  HostError,
  openBrowserHost,
  openEditors,
  openView,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "../../src/index.js";
import { fixtureFolder, writeFixtureVsix } from "../support/fixture-vsix.js";

describe("a journey through a real VS Code", () => {
  let scratch: string;
  let editors: Editors;
  let editor: Editor;
  let page: Page;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    const vsix = join(scratch, "fixture.vsix");
    await writeFixtureVsix(vsix);
    editors = await openEditors();
    const extensionsDir = join(scratch, "extensions");
    await editors.install([vsix], extensionsDir);
    editor = await editors.open({
      userDataDir: join(scratch, "user"),
      extensionsDir,
      folder: join(fixtureFolder, "sample"),
      environment: { FIXTURE_ITEM: "From outside" },
      settings: { "workbench.colorTheme": "Default Dark Modern" },
    });
    page = editor.page;
    page.setDefaultTimeout(120_000);
  });

  afterAll(async () => {
    await editor?.close();
    await editors?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  it("opens the folder, in which the extension of the VSIX draws its tree", async () => {
    await page.locator(".explorer-folders-view", { hasText: "note.txt" }).waitFor();
    await openView(page, "Fixture", "Items");
    await treeRow(page, "From outside").waitFor();
  });

  it("goes through a picker, an input box, a modal dialog and a toast", async () => {
    await runCommand(page, "Fixture: Greet…");
    const box = quickInput(page);
    await box.step("Colour");
    await box.pick("Green");
    await box.step("Name");
    await box.type("Ada");
    await box.accept();
    await dialog(page).getByRole("button", { name: "Greet" }).click();
    await toast(page, "Green greetings, Ada!").waitFor();
  });

  it("runs a command and picks a row by keyboard alone", async () => {
    await runCommand(page, "Fixture: Greet…", { by: "keyboard" });
    const box = quickInput(page);
    await box.step("Colour");
    await box.pickByKeyboard("Blue");
    await box.step("Name");
    await box.escape();
    expect(await box.widget.count()).toBe(0);
  });

  it("presses a key for what is in front, also while the box before it still counts as that", async () => {
    await runCommand(page, "File: New Untitled Text File");
    await page.locator(".monaco-editor.focused").waitFor();
    await page.evaluate(beLate);
    onTestFinished(() => page.evaluate(beOnTime));
    await runCommand(page, "View: Toggle Word Wrap", { by: "keyboard" });
    await press(page, "Enter");
    await page.locator(".monaco-editor.focused .line-numbers", { hasText: "2" }).waitFor();
  });

  it("reaches into a webview", async () => {
    await runCommand(page, "Fixture: Open Panel");
    const button = webviewFrame(page).getByRole("button");
    await button.click();
    expect(await button.textContent()).toBe("Pressed");
    const shots = process.env["LEASELINE_SCREENSHOTS"];
    if (shots) await page.screenshot({ path: join(shots, "vscode-host.png") });
  });

  it("says so when a command is not there", async () => {
    const missing = runCommand(page, "Fixture: Not There", { timeoutMs: 2000 });
    await expect(missing).rejects.toThrow("“Fixture: Not There” did not appear");
  });

  it("is refused a port that is in use", async () => {
    const host = await openBrowserHost();
    const port = Number(new URL(host.url).port);
    await expect(openBrowserHost({ port })).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "port-in-use",
    );
    await host.close();
  });

  it("is refused a file that is no extension", async () => {
    const text = join(fixtureFolder, "package.json");
    await expect(openBrowserHost({ extensions: [text] })).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "bad-extension",
    );
  });

  it("leaves no folder behind when it is closed", async () => {
    // Of its own: other tests open hosts meanwhile.
    const temporary = await mkdtemp(join(tmpdir(), "own-"));
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await rm(temporary, { recursive: true });
    });
    await (await openBrowserHost()).close();
    expect(await readdir(temporary)).toEqual([]);
  });
});

/** The page comes late to everything but what it is told, as where that is much. */
const beLate = `
  globalThis.onTime = setTimeout;
  globalThis.setTimeout = (run, ms = 0, ...given) => onTime(run, ms + 1000, ...given);
`;
const beOnTime = "globalThis.setTimeout = onTime";
