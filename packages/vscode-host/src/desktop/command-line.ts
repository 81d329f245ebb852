import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Variables } from "../environment/variables.js";
import { firstExecutable } from "../find-file.js";

/** How a desktop VS Code installs an extension: without a window, and it ends when that is done. */
export type CommandLine = {
  readonly program: string;
  /** Before all others. */
  readonly words: readonly string[];
  readonly environment: Variables;
};

/** The command line that belongs to a program. */
export async function commandLineOf(
  program: string,
  platform: NodeJS.Platform = process.platform,
): Promise<CommandLine> {
  const folder = dirname(program);
  if (platform === "win32") return onWindows(program, join(folder, "bin"));
  const command = await firstExecutable([
    join(folder, "bin", "code"),
    join(folder, "..", "Resources", "app", "bin", "code"),
  ]);
  return { program: command ?? program, words: [], environment: {} };
}

/**
 * What `code.cmd` does, without it: since Node 20.12 it would need a shell, and a shell has its own mind about
 * `&`, `%`, `^` and quotes in a path. Where its script lies differs from release to release; `code.cmd` tells.
 */
async function onWindows(program: string, bin: string): Promise<CommandLine> {
  const text = await readFile(join(bin, "code.cmd"), "utf8").catch(() => "");
  const named = /%~dp0([^"\r\n]*cli\.js)/.exec(text)?.[1] ?? "..\\resources\\app\\out\\cli.js";
  const script = join(bin, ...named.split("\\"));
  return { program, words: [script], environment: { ELECTRON_RUN_AS_NODE: "1" } };
}
