import { type Fault, specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  pickFromMenu,
  press,
  quickInput,
  runCommand,
  toast,
  treeRow,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import type { Stage } from "../support/journey/stage.js";
import { agree, clearNotices, search, writes } from "../support/journey/steps.js";

journey.beforeEach(opened);

const { plain } = specialNumbers.contiguity;
const reads = ["contiguity.leased", "contiguity.get"] as const;
const noLongerAllowed: Fault = {
  status: 401,
  body: { message: "no", status: 401 },
  times: "always",
};

/** Agrees to a lease that gets no answer, and sees to how the account answers from then on. */
async function leaseAndLoseSight(stage: Stage, loseSight: () => void): Promise<void> {
  const { page, sandbox } = stage;
  const { control } = sandbox;
  control.hold("contiguity.lease");
  control.fault("contiguity.lease", { reset: "before" });
  await search(page, plain);
  await agree(page);
  await expect.poll(() => writes(stage)).toBe(1);
  loseSight();
  control.letGo("contiguity.lease");
}

async function needsAttention(stage: Stage): Promise<void> {
  const { control } = stage.sandbox;
  await leaseAndLoseSight(stage, () => {
    for (const read of reads) control.fault(read, noLongerAllowed);
  });
  await toast(stage.page, "could not be found out").waitFor();
  await treeRow(stage.page, "needs attention: it may have been leased").waitFor();
  await clearNotices(stage.page);
}

describe("a person whose lease gets no answer", () => {
  journey(
    "is told that it is checked, then that the provider does not show it, and leases again",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      // The number itself can be asked for, but not the list: so it is checked for as long as is needed to see it.
      sandbox.control.hold("contiguity.leased");
      sandbox.control.fault("contiguity.lease", { reset: "before" });
      await search(page, plain);
      await agree(page);
      await toast(page, "Checking whether +1 305 555 0100 was leased…").waitFor();
      await treeRow(page, "checking whether it was leased…").waitFor();
      await atSandbox.shoot("21-checking");
      sandbox.control.letGo();
      const verdict = toast(page, "seems not to be leased: the provider does not show it");
      // It stays for as long as the mouse is on it.
      await verdict.hover();
      await toast(page, "Checking whether").waitFor({ state: "hidden" });
      await treeRow(page, "checking whether").waitFor({ state: "hidden" });
      await atSandbox.shoot("22-verdict");
      expect(writes(atSandbox)).toBe(1);
      await verdict.getByRole("button", { name: "Lease It Again" }).click();
      await agree(page);
      await toast(page, "Leased +1 305 555 0100").waitFor();
      expect(sandbox.control.owned("contiguity")).toEqual([plain]);
    },
  );

  journey(
    "finds it there when the editor starts again, and is told the verdict",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      // Nothing can be found out, however long the start takes.
      await leaseAndLoseSight(atSandbox, () => {
        for (const read of reads) sandbox.control.hold(read);
      });
      await treeRow(page, "checking whether it was leased…").waitFor();
      await atSandbox.restart();
      await treeRow(page, /leasing…|checking whether it was leased…/).waitFor();
      await atSandbox.shoot("23-after-reload");
      sandbox.control.letGo();
      await toast(
        page,
        "+1 305 555 0100 seems not to be leased: the provider does not show it",
      ).waitFor();
      expect(writes(atSandbox)).toBe(1);
    },
  );

  journey(
    "is asked to look when it cannot be found out, is reminded of it, checks again, and is told",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      await needsAttention(atSandbox);
      const row = treeRow(page, "needs attention: it may have been leased");
      await atSandbox.shoot("24-needs-attention");
      await row.hover();
      await atSandbox.shoot("25-needs-attention-hover");
      await row.click({ button: "right" });
      await page.getByRole("menuitem", { name: "Stop Checking…" }).waitFor();
      await atSandbox.shoot("26-needs-attention-menu");
      await pickFromMenu(page, "Stop Checking…");
      await dialog(page).getByText("Look in the provider's dashboard first.").waitFor();
      await atSandbox.shoot("27-stop-checking");
      await press(page, "Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await row.waitFor();
      await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await atSandbox.shoot("34-dark-needs-attention");

      sandbox.control.clearFaults();
      await search(page, specialNumbers.contiguity.bareData);
      await dialog(page).getByText("Not known yet: whether +1 305 555 0100 was leased.").waitFor();
      await atSandbox.shoot("28-not-known-yet");
      await press(page, "Escape");
      await dialog(page).waitFor({ state: "hidden" });
      expect(writes(atSandbox)).toBe(1);

      await runCommand(page, "Phone Numbers: Check Again");
      await quickInput(page).pick("+1 305 555 0100");
      await toast(
        page,
        "+1 305 555 0100 seems not to be leased: the provider does not show it",
      ).waitFor();
      await treeRow(page, "needs attention").waitFor({ state: "hidden" });
    },
  );
});
