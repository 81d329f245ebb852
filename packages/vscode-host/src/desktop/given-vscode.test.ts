import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../host-error.js";
import { commandOf, givenVSCode } from "./given-vscode.js";

describe("VSCODE_PATH", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaseline-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function program(...parts: string[]): Promise<string> {
    const path = join(folder, ...parts);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "#!/bin/sh\n", { mode: 0o755 });
    return path;
  }

  it("may be the program", async () => {
    const code = await program("code");
    expect(await givenVSCode(code)).toBe(code);
  });

  it("may be a link to the code command, which stands for the program", async () => {
    const code = await program("share", "code");
    const command = await program("share", "bin", "code");
    await symlink(command, join(folder, "link"));
    expect(await givenVSCode(join(folder, "link"))).toBe(code);
    expect(await commandOf(code)).toBe(command);
  });

  it("may be a Mac's application", async () => {
    const electron = await program("Visual Studio Code.app", "Contents", "MacOS", "Electron");
    expect(await givenVSCode(join(folder, "Visual Studio Code.app"))).toBe(electron);
  });

  it.each(["nothing", "text", "."])("may not be %s", async (name) => {
    await writeFile(join(folder, "text"), "");
    await expect(givenVSCode(join(folder, name))).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "bad-vscode-path",
    );
  });
});
