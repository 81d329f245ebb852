import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import { closeMenu, quickInput, runCommand, toast, treeRow } from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import {
  addAccount,
  agree,
  clearNotices,
  follows,
  openProfile,
  search,
  writes,
  written,
} from "../support/journey/steps.js";

journey.beforeEach(opened);

const { contiguity, sinch } = specialNumbers;
const notHere = "of an account that is not connected here";

describe("a person with two profiles of VS Code", () => {
  journey.override("settings", () => (sandbox: Sandbox) => ({
    "leaseline.contiguity.baseUrl": sandbox.contiguity.baseUrl,
    "leaseline.sinch.baseUrl": sandbox.sinch.baseUrl,
    "leaseline.sinch.authUrl": sandbox.sinch.authUrl,
  }));

  journey(
    "has the same accounts and numbers in both, and sees what becomes of a lease of the other one",
    async ({ skip, stage }) => {
      const { page, sandbox } = stage;
      skip(!page.url().startsWith("http"), "A desktop has one window for each folder.");
      const { control } = sandbox;
      await addAccount(page, "Contiguity", [sandbox.contiguity.apiKey], "sandbox");
      await page.getByRole("button", { name: "Search Numbers" }).first().waitFor();
      const other = await openProfile(stage, "Work");
      await other.getByRole("button", { name: "Search Numbers" }).first().waitFor();

      // A page of a browser reads the keys once: those that the other profile keeps now are not here.
      const { projectId, keyId, keySecret } = sandbox.sinch;
      await addAccount(other, "Sinch", [projectId, keyId, keySecret], "sandbox");
      await treeRow(page, "Its key was saved in another window").waitFor();

      await search(page, contiguity.plain);
      await agree(page);
      const [here, there] = [page, other].map((one) => treeRow(one, written(contiguity.plain)));
      if (!here || !there) throw new Error("There are two.");
      await follows(here, there, "visible");
      expect(await there.textContent()).not.toContain("elsewhere");

      control.fault("sinch.rent", { reset: "after" });
      for (const read of ["sinch.get", "sinch.list"] as const) control.hold(read);
      await search(other, sinch.plain);
      await quickInput(other).pick("Decide later");
      await agree(other);
      const [open, orphan] = [treeRow(other, written(sinch.plain)), treeRow(page, notHere)];
      await follows(open, orphan, "visible");
      expect(await open.textContent()).not.toContain(notHere);
      // Nothing is offered that would give it up.
      await orphan.click({ button: "right" });
      await page.getByRole("menuitem", { name: "Add Account…" }).waitFor();
      await stage.shoot("41-not-connected-here");
      expect(await page.getByRole("menuitem", { name: /Stop|Check|Release/ }).count()).toBe(0);
      await closeMenu(page);
      control.letGo();
      const leased = other.locator(".sidebar .monaco-list-row", { hasText: written(sinch.plain) });
      await follows(leased.filter({ hasNotText: /leas|check/ }), orphan, "hidden");
      expect(control.owned("sinch")).toEqual([sinch.plain]);

      await clearNotices(other);
      await runCommand(other, "Phone Numbers: Release…");
      const box = quickInput(other);
      await box.pick(written(contiguity.plain));
      await box.message.filter({ hasText: contiguity.plain.slice(-4) }).waitFor();
      await box.type(contiguity.plain.slice(-4));
      await box.accept();
      await toast(other, "was released").waitFor();
      await follows(there, here, "hidden");
      expect(writes(stage)).toBe(3);
    },
  );
});
