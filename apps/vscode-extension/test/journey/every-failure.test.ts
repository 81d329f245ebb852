import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  dialog,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "@leaseline/vscode-host";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { failures, telling } from "../fixture/outside-text/failures.js";
import { hostile } from "../support/hostile.js";
import { expectNothingToPress, expectText } from "../support/journey/as-text.js";
import { journey } from "../support/journey/journey.js";
import { packedFixture } from "../support/journey/packed-fixture.js";
import { appFolder, openStage } from "../support/journey/stage.js";
import { tooltipOf } from "../support/journey/steps.js";

const kinds = failures.map(([kind]) => kind);

/** The failure's own words are there; what somebody else has said in it, as it was written. */
async function expectFailure(place: Locator, kind: string): Promise<void> {
  await place.filter({ hasText: `${kind}: ` }).waitFor();
  if (telling.includes(kind)) await expectText(place);
  else await expectNothingToPress(place);
}

journey(
  "text from outside is text for every failure, wherever it is shown",
  async ({ editors, task, onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), "leaseline-outside-text-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await editors.install([await packed(folder)], join(folder, "extensions"));
    const stage = await openStage({
      test: task.fullTestName,
      editors,
      extensionsDir: join(folder, "extensions"),
      settings: {},
      which: "given",
      language: "en",
      files: {},
      workspaceTrust: false,
      at: null,
    });
    onTestFinished(() => stage.close({ failed: task.result?.state === "fail" }));
    const { page } = stage;
    const box = quickInput(page);

    // Rows of the tree, and their tooltips: each account's failure.
    await treeRow(page, "label: ").waitFor();
    await expectText(treeRow(page, "label: "), `label: ${hostile}`);
    await expectText(treeRow(page, "entry: "), `entry: ${hostile}`);
    await expectNothingToPress(page.locator(".sidebar"));
    await stage.shoot("64-outside-text-tree");
    await page.locator(".sidebar .monaco-list").first().focus();
    await press(page, "Home");
    const seen = new Set<string>();
    for (let step = 0; step < 2 * kinds.length + 4; step += 1) {
      for (const text of await page.locator(".sidebar .monaco-list-row").allInnerTexts())
        seen.add(plain(text));
      await expectNothingToPress(page.locator(".sidebar"));
      await press(page, "ArrowDown");
    }
    expect([...seen].filter((text) => text.includes(hostile)).length).toBeGreaterThanOrEqual(
      telling.length,
    );
    await press(page, "Home");
    const tooltip = await tooltipOf(treeRow(page, "label: "), "label: ");
    for (const text of ["label: ", "place: ", "lease: "])
      await expectText(tooltip, `${text}${hostile}`);

    await runCommand(page, "Outside Text: Toasts");
    for (const kind of kinds) {
      const shown = toast(page, `${kind}: `);
      await expectFailure(shown, kind);
      await shown.getByRole("button", { name: "Next" }).click();
    }

    await runCommand(page, "Outside Text: Modals");
    for (const kind of kinds) {
      await expectFailure(dialog(page), kind);
      await press(page, "Escape");
      await dialog(page)
        .filter({ hasText: `${kind}: ` })
        .waitFor({ state: "hidden" });
    }

    await runCommand(page, "Outside Text: Inputs");
    for (const kind of kinds) {
      await expectFailure(box.title, kind);
      await expectFailure(box.message, kind);
      // What is said of a wrong entry stands in the prompt's place.
      await box.accept();
      await box.refused();
      await expectFailure(box.message, kind);
      await expectNothingToPress(box.widget);
      await press(page, "Escape");
    }

    await runCommand(page, "Outside Text: Rows");
    await expectText(box.title);
    for (const kind of kinds) {
      await box.type(`${kind}: `);
      await expectFailure(box.rows.filter({ hasText: `${kind}: ` }).first(), kind);
      await expectNothingToPress(box.widget);
    }
    await stage.shoot("65-outside-text-rows");
    await box.escape();

    await runCommand(page, "Outside Text: Waiting");
    await expectText(toast(page, "waiting: "));
    await runCommand(page, "Outside Text: Progress");
    await expectText(page.locator(".statusbar-item", { hasText: "progress: " }));

    await runCommand(page, "Outside Text: Panel");
    const panel = webviewFrame(page).locator("#pricing");
    // The page is there before its rows are.
    await panel.getByRole("row", { name: "label: " }).waitFor();
    await expectText(panel, `label: ${hostile}`);
    await webviewFrame(page).getByRole("button", { name: "Compare", exact: true }).click();
    // Only what is in sight is drawn.
    const filter = webviewFrame(page).getByRole("searchbox", { name: "Filter" });
    for (const kind of kinds) {
      await filter.fill(`${kind}:`);
      await expectText(
        panel.getByRole("row", { name: `${kind}: ` }).first(),
        `${kind}: ${hostile}`,
      );
    }
    expect(await panel.locator("a").count()).toBe(0);
    await stage.shoot("66-outside-text-panel");
  },
  // It packs an extension of its own first, and starts a VS Code with it.
  240_000,
);

function plain(text: string): string {
  return text.replaceAll(/[\u2060\u200b]/g, "").replaceAll(/\s+/g, " ");
}

/** Packs the fixture, with the page of the panel. */
async function packed(folder: string): Promise<string> {
  await cp(join(appFolder, "media/leaseline.svg"), join(folder, "icon.svg"));
  await cp(join(appFolder, "dist/webview"), join(folder, "dist/webview"), { recursive: true });
  return packedFixture("outside-text", folder);
}
