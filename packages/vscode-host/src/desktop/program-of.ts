import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { exists, firstExecutable } from "../find-file.js";

/** Where snaps are mounted. */
const snapFolder = "/snap";

/**
 * The desktop program that a path stands for: the program's own, the `code` command's (which starts the program
 * and leaves), or a Mac's application folder. Undefined when there is none that can be used here.
 */
export async function programOf(
  path: string,
  platform: NodeJS.Platform = process.platform,
  snaps: string = snapFolder,
): Promise<string | undefined> {
  const full = await realpath(resolve(path)).catch(() => undefined);
  if (full === undefined || (await isOfWindows(full, platform))) return undefined;
  if (platform === "linux" && basename(full) === "snap") {
    // All commands of snaps are links to the one that starts them: the link's own name tells which.
    const name = basename(path);
    return firstExecutable([join(snaps, name, "current", "usr", "share", name, name)]);
  }
  return firstExecutable(candidates(full));
}

/** In WSL the path leads to Windows' own VS Code too, which takes the paths of Linux for paths of Windows. */
export async function isOfWindows(
  path: string,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  if (platform === "win32") return false;
  return path.endsWith(".exe") || exists(join(dirname(path), "..", "Code.exe"));
}

/** What a path may stand for, the likeliest first. */
function candidates(path: string): readonly string[] {
  if (path.endsWith(".app")) {
    return ["Electron", "Code"].map((name) => join(path, "Contents", "MacOS", name));
  }
  const folder = dirname(path);
  if (!folder.endsWith(`${sep}bin`)) return [path];
  const above = dirname(folder);
  return [
    join(above, "code"),
    join(above, "Code.exe"),
    join(above, "..", "..", "MacOS", "Electron"),
    join(above, "..", "..", "MacOS", "Code"),
    path,
  ];
}
