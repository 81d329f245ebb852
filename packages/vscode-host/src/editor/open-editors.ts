import { type Log, logToStderr } from "../log.js";
import { resolveVSCode } from "../resolve-vscode.js";
import { browserEditors } from "./browser-editors.js";
import { desktopEditors } from "./desktop-editors.js";
import type { Editors } from "./editors.js";

/**
 * Editors for journeys, on the VS Code that {@link resolveVSCode} finds.
 * @throws {HostError} as that does, and as installing and launching a browser do.
 */
export async function openEditors(log: Log = logToStderr): Promise<Editors> {
  const { kind, executablePath } = await resolveVSCode(log);
  return kind === "desktop" ? desktopEditors(executablePath) : browserEditors();
}
