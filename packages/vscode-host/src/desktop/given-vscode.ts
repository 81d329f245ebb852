import { access, constants, realpath, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { HostError } from "../host-error.js";

/**
 * The program that `VSCODE_PATH` means: the path of the program itself, of the `code` command
 * (which starts the program and leaves), or of a Mac's application folder.
 * @throws {HostError} `bad-vscode-path`.
 */
export async function givenVSCode(path: string): Promise<string> {
  const full = await realpath(resolve(path)).catch(() => undefined);
  const program = full === undefined ? undefined : await firstExecutable(programs(full));
  if (program !== undefined) return program;
  throw new HostError(
    "bad-vscode-path",
    `VSCODE_PATH is ${path}, which is not an executable VS Code. Set it to VS Code's executable, or unset it.`,
  );
}

/** The `code` command that belongs to a program, or undefined. */
export async function commandOf(program: string): Promise<string | undefined> {
  const folder = dirname(program);
  return firstExecutable([
    join(folder, "bin", "code"),
    join(folder, "bin", "code.cmd"),
    join(folder, "..", "Resources", "app", "bin", "code"),
  ]);
}

/** What a path may stand for, the likeliest first. */
function programs(path: string): readonly string[] {
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

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile) continue;
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return undefined;
}
