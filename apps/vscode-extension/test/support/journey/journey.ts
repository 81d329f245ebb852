import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEditors, toast } from "@leaseline/vscode-host";
import { test } from "vitest";
import { type Stage, type StageOptions, openStage, packed } from "./stage.js";
import { clearNotices } from "./steps.js";

/**
 * A test of a person's steps, each with a VS Code as it is at the first start: `stage` is that, and `atSandbox`
 * the same once the sandbox has been tried. What fails keeps what there was to see.
 */
export const journey = test
  // eslint-disable-next-line no-empty-pattern -- vitest reads there which others are needed
  .extend("editors", { scope: "worker" }, async ({}, { onCleanup }) => {
    const editors = await openEditors();
    onCleanup(() => editors.close());
    return editors;
  })
  .extend("installed", { scope: "worker" }, async ({ editors }, { onCleanup }) => {
    const extensionsDir = await mkdtemp(join(tmpdir(), "leaseline-extensions-"));
    onCleanup(() => rm(extensionsDir, { recursive: true, force: true }));
    await editors.install([packed], extensionsDir);
    return extensionsDir;
  })
  // What is a worker's own cannot be another in one of its files.
  .extend("extensionsDir", ({ installed }) => installed)
  .extend("settings", (): StageOptions["settings"] => ({}))
  .extend("which", (): StageOptions["which"] => "given")
  .extend("language", (): StageOptions["language"] => "en")
  .extend("files", (): StageOptions["files"] => ({}))
  .extend("workspaceTrust", (): StageOptions["workspaceTrust"] => false)
  .extend("at", (): StageOptions["at"] => null)
  .extend(
    "stage",
    async (
      { editors, extensionsDir, settings, which, language, files, workspaceTrust, at, task },
      hooks,
    ) => {
      const shared = {
        editors,
        extensionsDir,
        settings,
        which,
        language,
        files,
        workspaceTrust,
        at,
      };
      const stage = await openStage({ test: task.fullTestName, ...shared });
      hooks.onCleanup(() => stage.close({ failed: task.result?.state === "fail" }));
      return stage;
    },
  )
  .extend("atSandbox", async ({ stage }) => {
    await stage.page.getByRole("button", { name: "Try the Sandbox" }).click();
    await toast(stage.page, "The sandbox is ready").waitFor();
    await clearNotices(stage.page);
    return stage;
  });

/** For `journey.beforeEach`: VS Code starts in the time of a hook, and the test's own is for a person's steps. */
export const opened = async ({ stage }: { readonly stage: Stage }): Promise<void> => void stage;
