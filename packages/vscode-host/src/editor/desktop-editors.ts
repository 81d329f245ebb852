import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { _electron } from "playwright-core";
import { installOnDesktop, profileFlags, quietFlags } from "../desktop/desktop-profile.js";
import { hostEnvironment } from "../environment/child-environment.js";
import { definedOnly } from "../environment/variables.js";
import { type Settings, writeSettings } from "../host/settings.js";
import type { Editor, EditorOptions, Editors } from "./editors.js";
import { runCommand } from "../journey/run-command.js";
import { waitForWorkbench, windowSize } from "./workbench.js";

const closingMs = 5000;
const keptCharacters = 20_000;

/** Editors that are windows of a desktop VS Code, each with a process of its own. */
export function desktopEditors(program: string): Editors {
  return {
    install: async (files, extensionsDir) => {
      const userDataDir = await mkdtemp(join(tmpdir(), "leaseline-install-"));
      await installOnDesktop(program, files, { userDataDir, extensionsDir });
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 3 });
    },
    takesLanguages: false,
    open: (options) => open(program, options),
    close: async () => {},
  };
}

/** Dialogs and menus that the page draws itself: what the system draws nobody here could press. */
export const drawnByThePage: Settings = {
  "window.dialogStyle": "custom",
  "window.menuStyle": "custom",
  "window.titleBarStyle": "custom",
};

/** The words that a program of VS Code is launched with. */
export function launchWords(
  options: Pick<EditorOptions, "userDataDir" | "extensionsDir" | "language" | "workspaceTrust">,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  return [
    ...profileFlags(options),
    ...quietFlags.filter((flag) => !options.workspaceTrust || flag !== "--disable-workspace-trust"),
    "--disable-telemetry",
    "--disable-updates",
    "--skip-release-notes",
    ...(options.language ? [`--locale=${options.language}`] : []),
    // Keys are kept for as long as the profile is, without asking the person's own keychain.
    ...(platform === "linux" ? ["--password-store=basic"] : []),
    ...(platform === "darwin" ? ["--use-mock-keychain"] : []),
    folder,
  ];
}

async function open(program: string, options: EditorOptions): Promise<Editor> {
  const { userDataDir, settings, environment, timeoutMs = 120_000 } = options;
  const folder = options.folder ?? join(userDataDir, "workspace");
  await mkdir(folder, { recursive: true });
  await writeSettings(userDataDir, { ...drawnByThePage, ...settings });
  const electron = await _electron.launch({
    executablePath: program,
    args: [...launchWords(options, folder)],
    env: definedOnly(hostEnvironment({ ...process.env, ...environment })),
    timeout: timeoutMs,
  });
  const child = electron.process();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-keptCharacters);
    });
  }
  const close = async () => {
    await Promise.race([electron.close().catch(() => {}), sleep(closingMs)]);
    if (child.exitCode === null) child.kill("SIGKILL");
  };
  try {
    const page = await electron.firstWindow({ timeout: timeoutMs });
    const window = await electron.browserWindow(page);
    await window.evaluate((shown, { width, height }) => shown.setContentSize(width, height), {
      ...windowSize,
    });
    await waitForWorkbench(page, timeoutMs);
    return {
      page,
      anotherWindow: async () => {
        const opened = electron.waitForEvent("window", { timeout: timeoutMs });
        await runCommand(page, "Workspaces: Duplicate As Workspace in New Window", { timeoutMs });
        const other = await opened;
        await waitForWorkbench(other, timeoutMs);
        return other;
      },
      output: () => output,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
