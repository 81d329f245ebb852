import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { sep } from "node:path";
import type { Log } from "../log.js";
import { hasDisplay } from "./choose.js";
import { givenVSCode } from "./given-vscode.js";
import { isOfWindows, programOf } from "./program-of.js";
import { usualPlaces } from "./usual-places.js";

/**
 * The program of the desktop VS Code that `VSCODE_PATH` means, else of one that is installed; undefined without
 * either or without a display.
 * @throws {HostError} `bad-vscode-path`.
 */
export async function findDesktop(
  log: Log,
  places: readonly string[] = usualPlaces(process.platform, process.env, homedir()),
): Promise<string | undefined> {
  const given = process.env["VSCODE_PATH"];
  if (given) return givenVSCode(given);
  if (!hasDisplay(process.env, process.platform)) return undefined;
  for (const place of places) {
    const full = await realpath(place).catch(() => "");
    // Inside a remote window `code` only speaks to that window.
    if (full === "" || full.includes(`${sep}remote-cli${sep}`)) continue;
    if (await isOfWindows(full)) {
      log(`${place} is Windows' own VS Code, which cannot open a folder of Linux.`);
      continue;
    }
    const program = await programOf(place);
    if (program !== undefined) return program;
  }
  return undefined;
}
