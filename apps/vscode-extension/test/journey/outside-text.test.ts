import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import {
  type Settings,
  dialog,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
  typeText,
  webviewFrame,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { hostile } from "../support/hostile.js";
import { expectNothingToPress, expectText, expectWritten } from "../support/journey/as-text.js";
import { journey, opened } from "../support/journey/journey.js";
import {
  addAccount,
  agree,
  clearNotices,
  openFile,
  tooltipOf,
  typeNumber,
  untilSeen,
  written,
} from "../support/journey/steps.js";

journey.beforeEach(opened);

describe("text from outside is text", () => {
  journey("in refusals, rows, their tooltips, questions and the panel", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
    const box = quickInput(page);
    // In Sinch's own form, for each kind that has a reason to show.
    for (const [status, code] of [
      [400, "INVALID_ARGUMENT"],
      [403, "PERMISSION_DENIED"],
      [422, "FAILED_PRECONDITION"],
    ] as const) {
      const error = { code: status, message: hostile, status: code, details: [] };
      sandbox.control.fault("sinch.rent", { status, body: { error } });
      await typeNumber(page, "Sinch · sandbox", specialNumbers.sinch.plain);
      await box.accept();
      await box.pick("Decide later");
      await agree(page);
      await expectText(toast(page, "was not leased"));
      await atSandbox.shoot(`34-refusal-${status}`);
      await clearNotices(page);
    }

    const [number = ""] = sandbox.control.leaseMany({ provider: "sinch", count: 1 });
    const named = { change: [{ at: "/activeNumbers/*/displayName", to: hostile }] };
    sandbox.control.fault("sinch.list", { ...named, times: "always" });
    const error = { code: 403, message: hostile, status: "PERMISSION_DENIED", details: [] };
    sandbox.control.fault("contiguity.leased", {
      status: 403,
      body: { object: "error", data: { error: hostile, status: 403 }, error },
      times: "always",
    });
    await runCommand(page, "Phone Numbers: Refresh");
    const row = treeRow(page, written(number));
    await expectText(row);
    const failed = treeRow(page, "Could not be read");
    await expectText(failed);
    await expectText(await tooltipOf(row, "Confirm it now"));
    await atSandbox.shoot("35-outside-text-rows");

    await runCommand(page, "Phone Numbers: Release…");
    await expectText(box.row(/\+/));
    await box.pick(/\+/);
    await box.message.filter({ hasText: number.slice(-4) }).waitFor();
    await expectText(box.title);
    await expectNothingToPress(box.widget);
    await box.type("1");
    await box.accept();
    await box.refused();
    await expectNothingToPress(box.widget);
    await atSandbox.shoot("36-outside-text-prompt");
    await box.escape();

    sandbox.control.fault("contiguity.available", {
      change: [{ at: "/data/numbers/*/location/city", to: hostile }],
      times: "always",
    });
    await runCommand(page, "Phone Numbers: Search Numbers…");
    await box.pick("Contiguity · sandbox");
    await box.step("Search Numbers");
    await box.row(/Afghanistan/).waitFor();
    await box.type("United States");
    await box.atRest();
    await box.pick(/United States$/);
    await expectText(box.row(/^\+1 /));
    await atSandbox.shoot("37-outside-text-offers");
    await box.escape();
    await runCommand(page, "Phone Numbers: Show Pricing");
    await expectText(webviewFrame(page).locator("#pricing"));
    expect(await webviewFrame(page).locator("#pricing a").count()).toBe(0);
    await atSandbox.shoot("38-outside-text-panel");
  });
});

describe("a number's name from outside", () => {
  journey(
    "is text in code, in what is offered there, and in the status bar",
    async ({ atSandbox }) => {
      const { page, sandbox, folder } = atSandbox;
      const box = quickInput(page);
      const [number = ""] = sandbox.control.leaseMany({ provider: "sinch", count: 1 });
      const named = { change: [{ at: "/activeNumbers/*/displayName", to: hostile }] };
      sandbox.control.fault("sinch.list", { ...named, times: "always" });
      const code = `await send(sender="${number}")\n`;
      await writeFile(join(folder, "main.py"), code);
      await runCommand(page, "Phone Numbers: Refresh");
      await expectText(treeRow(page, written(number)));
      await runCommand(page, "Phone Numbers: Workspace Default…");
      await box.pick(/\+/);
      await expectText(page.locator(".statusbar-item", { hasText: "Confirm it now" }));

      await openFile(page, "main.py");
      // Beside the number stands a note, in other letters than code has in any theme.
      const noteStyle = () => page.evaluate<string | undefined>(styleOfNote);
      await expect.poll(noteStyle).toBe("italic");
      const hover = page.locator(".monaco-hover:visible", { hasText: "Confirm it now" });
      await untilSeen(hover, async () => {
        await page.mouse.move(0, 0);
        await page.locator(".view-line").getByText(number).first().hover();
      });
      await expectWritten(hover);
      // The links of a hover are ours.
      const links = hover.locator("a[data-href]");
      for (const link of await links.all())
        expect(await link.getAttribute("data-href")).toMatch(/^command:leaseline\./);
      await atSandbox.shoot("39-outside-text-hover");
      await press(page, "ControlOrMeta+End");
      await typeText(page, 'send(sender="');
      await press(page, "Control+Space");
      const offered = page.locator(".suggest-widget .monaco-list-row", { hasText: number });
      await expectText(offered);
      await atSandbox.shoot("39-outside-text-offered");
    },
  );
});

describe("what a person calls an account", () => {
  journey.override("settings", () => atTheSandbox);

  journey("is text in rows, lists and questions", async ({ stage }) => {
    const { page, sandbox } = stage;
    const box = quickInput(page);
    for (const name of [hostile, "other"]) {
      const isFirst = name === hostile;
      const { contiguity, sinch } = sandbox;
      const keys = isFirst ? [contiguity.apiKey] : [sinch.projectId, sinch.keyId, sinch.keySecret];
      await addAccount(page, isFirst ? "Contiguity" : "Sinch", keys, name);
      await treeRow(page, isFirst ? /Search|Confirm/ : "other")
        .or(page.getByRole("button", { name: "Search Numbers" }).first())
        .first()
        .waitFor();
    }
    sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    await runCommand(page, "Phone Numbers: Refresh");
    await expectText(treeRow(page, "Confirm it now"));
    await runCommand(page, "Phone Numbers: Remove Account…");
    await expectText(box.row(/Confirm it now/));
    await box.pick(/Confirm it now/);
    await expectText(dialog(page));
    await stage.shoot("39-outside-text-modal");
    await press(page, "Escape");
  });
});

/** How the letters of a note in code are, once there is one. */
const styleOfNote = `[...document.querySelectorAll(".view-line span")]
  .map((node) => getComputedStyle(node, "::after"))
  .find(({ content }) => content.includes("Confirm it now"))?.fontStyle`;

/** Has accounts that are added by their keys go to the sandbox. */
const atTheSandbox = ({ contiguity, sinch }: Sandbox): Settings => ({
  "leaseline.contiguity.baseUrl": contiguity.baseUrl,
  "leaseline.sinch.baseUrl": sinch.baseUrl,
  "leaseline.sinch.authUrl": sinch.authUrl,
});
