import { resolveVSCode } from "../resolve-vscode.js";
import { browserEditors } from "./browser-editors.js";
import { desktopEditors } from "./desktop-editors.js";
import type { Editors } from "./editors.js";

/**
 * Editors for journeys, on the VS Code that {@link resolveVSCode} finds.
 * @throws {HostError} as that does, and as installing and launching a browser do.
 */
export async function openEditors(): Promise<Editors> {
  const { kind, executablePath } = await resolveVSCode();
  return kind === "desktop" ? desktopEditors(executablePath) : browserEditors();
}
