import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dialog, press, runCommand, toast, treeRow } from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { packedFixture } from "../support/journey/packed-fixture.js";
import { packed } from "../support/journey/stage.js";
import { agree, clearNotices, writes, written } from "../support/journey/steps.js";

journey.override("settings", () => ({ "leaseline.ai.allowSpending": true }));
journey.override("extensionsDir", async ({ editors }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), "leaseline-neighbour-"));
  onCleanup(() => rm(folder, { recursive: true, force: true }));
  const extensionsDir = join(folder, "extensions");
  await editors.install([packed, await packedFixture("neighbour", folder)], extensionsDir);
  return extensionsDir;
});
journey.beforeEach(opened);

describe("another extension in the same editor", () => {
  journey(
    "leases by a tool what the person agrees to, and is told what they hold",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      const leaseByTool = async () => {
        await runCommand(page, "Neighbour: Lease by a Tool");
        // The editor's own question comes first, and is no consent: some people switch it off.
        await dialog(page).getByText("You are asked once more").waitFor();
        await press(page, "Enter");
        await dialog(page)
          .getByRole("button", { name: /^Lease for \$/ })
          .waitFor();
      };
      await leaseByTool();
      await atSandbox.shoot("48-asked-by-a-tool");
      await press(page, "Escape");
      await toast(page, "Spent: nothing. Do not ask again").waitFor();
      expect(writes(atSandbox)).toBe(0);
      await clearNotices(page);

      await leaseByTool();
      await agree(page);
      await toast(page, "Spent: as agreed. It is leased.").waitFor();
      expect(writes(atSandbox)).toBe(1);
      const [number = ""] = sandbox.control.owned("contiguity");
      await treeRow(page, written(number)).waitFor();
      await clearNotices(page);
      await runCommand(page, "Neighbour: Numbers");
      await toast(page, `Numbers: ${number}.`).waitFor();
    },
  );
});
