import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** VS Code settings by their full names. */
export type Settings = Readonly<Record<string, unknown>>;

/** Nothing that opens by itself, asks, or calls out. */
export const quietSettings: Settings = {
  "chat.disableAIFeatures": true,
  "chat.agentHost.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
  // Whatever else listens on this machine is no business of the editor's.
  "remote.autoForwardPorts": false,
};

/** Writes settings into a user data folder. What is already there wins over the quiet ones. */
export async function writeSettings(userDataDir: string, given: Settings = {}): Promise<void> {
  const file = join(userDataDir, "User", "settings.json");
  const present = await readSettings(file);
  // Settings with comments are a person's own: they are used as they are.
  if (present === "unreadable") return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...quietSettings, ...present, ...given }, null, 2));
}

async function readSettings(file: string): Promise<Settings | "unreadable"> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : "unreadable";
  } catch {
    return "unreadable";
  }
}
