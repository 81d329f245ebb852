import { access, constants, realpath } from "node:fs/promises";
import { delimiter, join, sep } from "node:path";
import { hasDisplay } from "../desktop/choose.js";
import { commandOf, givenVSCode } from "../desktop/given-vscode.js";

/** An installed desktop VS Code: the program, and the command that installs extensions into it. */
export type DesktopVSCode = { readonly program: string; readonly command: string };

/**
 * The desktop VS Code of `VSCODE_PATH`, else the one whose `code` is on the path; undefined without either
 * or without a display.
 * @throws {HostError} `bad-vscode-path`.
 */
export async function findDesktop(): Promise<DesktopVSCode | undefined> {
  const given = process.env["VSCODE_PATH"];
  if (given) {
    const program = await givenVSCode(given);
    return { program, command: (await commandOf(program)) ?? program };
  }
  if (!hasDisplay(process.env, process.platform)) return undefined;
  const command = await codeOnPath();
  if (command === undefined) return undefined;
  return { program: await givenVSCode(command), command };
}

async function codeOnPath(): Promise<string | undefined> {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (folder === "") continue;
    const command = join(folder, name);
    const usable = await access(command, constants.X_OK).then(
      () => true,
      () => false,
    );
    // Inside a remote window `code` only speaks to that window.
    if (usable && !(await realpath(command)).includes(`${sep}remote-cli${sep}`)) return command;
  }
  return undefined;
}
