import { HostError } from "../host-error.js";
import { programOf } from "./program-of.js";

/**
 * The program that `VSCODE_PATH` means.
 * @throws {HostError} `bad-vscode-path`.
 */
export async function givenVSCode(path: string): Promise<string> {
  const program = await programOf(path);
  if (program !== undefined) return program;
  throw new HostError(
    "bad-vscode-path",
    `VSCODE_PATH is ${path}, which is not an executable VS Code of this system. Set it to VS Code's executable, or unset it.`,
  );
}
