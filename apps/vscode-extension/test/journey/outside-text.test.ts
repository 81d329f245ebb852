import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import {
  type Settings,
  dialog,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { hostile } from "../support/hostile.js";
import { expectNothingToPress, expectText } from "../support/journey/as-text.js";
import { journey, opened } from "../support/journey/journey.js";
import { clearNotices, tooltipOf, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

describe("text from outside is text", () => {
  journey("in each kind of refusal, in a toast", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
    // In Sinch's own form, for each kind that has a reason to show.
    for (const [status, code] of [
      [400, "INVALID_ARGUMENT"],
      [403, "PERMISSION_DENIED"],
      [422, "FAILED_PRECONDITION"],
    ] as const) {
      const error = { code: status, message: hostile, status: code, details: [] };
      sandbox.control.fault("sinch.rent", { status, body: { error } });
      await runCommand(page, "Phone Numbers: Lease a Number…");
      const box = quickInput(page);
      await box.pick("Sinch · sandbox");
      await box.message.filter({ hasText: "The number to lease" }).waitFor();
      await box.type(specialNumbers.sinch.plain);
      await box.accept();
      await box.pick("Decide later");
      await dialog(page)
        .getByRole("button", { name: /^Lease for / })
        .click();
      await expectText(toast(page, "was not leased"));
      await atSandbox.shoot(`34-refusal-${status}`);
      await clearNotices(page);
    }
  });

  journey("in rows, their tooltips, questions and the panel", async ({ atSandbox }) => {
    const { page, sandbox } = atSandbox;
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
    const box = quickInput(page);
    await expectText(box.row(/\+/));
    await box.pick(/\+/);
    await box.message.filter({ hasText: number.slice(-4) }).waitFor();
    await expectText(box.title);
    await expectNothingToPress(box.widget);
    await box.type("1");
    await box.accept();
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

describe("what a person calls an account", () => {
  journey.override("settings", () => atTheSandbox);

  journey("is text in rows, lists and questions", async ({ stage }) => {
    const { page, sandbox } = stage;
    const box = quickInput(page);
    for (const name of [hostile, "other"]) {
      await runCommand(page, "Phone Numbers: Add Account…");
      const isFirst = name === hostile;
      await box.pick(isFirst ? "Contiguity" : "Sinch");
      const { contiguity, sinch } = sandbox;
      const keys = isFirst ? [contiguity.apiKey] : [sinch.projectId, sinch.keyId, sinch.keySecret];
      for (const [step, key] of keys.entries()) {
        await box.step(`(${step + 1} of ${keys.length + 1})`);
        await box.type(key);
        await box.accept();
      }
      await box.message.filter({ hasText: "A name for this account" }).waitFor();
      await box.type(name);
      await box.accept();
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
    await page.keyboard.press("Escape");
  });
});

/** Has accounts that are added by their keys go to the sandbox. */
const atTheSandbox = ({ contiguity, sinch }: Sandbox): Settings => ({
  "leaseline.contiguity.baseUrl": contiguity.baseUrl,
  "leaseline.sinch.baseUrl": sinch.baseUrl,
  "leaseline.sinch.authUrl": sinch.authUrl,
});
