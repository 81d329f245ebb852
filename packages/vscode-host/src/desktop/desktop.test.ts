import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../host-error.js";
import { commandLineOf } from "./command-line.js";
import { findDesktop } from "./find-desktop.js";
import { givenVSCode } from "./given-vscode.js";
import { programOf } from "./program-of.js";
import { usualPlaces } from "./usual-places.js";

let folder: string;
const before = { ...process.env };
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "leaseline-test-")));
  delete process.env["VSCODE_PATH"];
  process.env["DISPLAY"] = ":0";
});
afterEach(async () => {
  process.env = { ...before };
  await rm(folder, { recursive: true, force: true });
});

async function file(path: string, text = "#!/bin/sh\n"): Promise<string> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, text, { mode: 0o755 });
  return full;
}

async function link(path: string, target: string): Promise<string> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await symlink(target, full);
  return full;
}

describe("VSCODE_PATH", () => {
  it("may be the program", async () => {
    const code = await file("code");
    expect(await givenVSCode(code)).toBe(code);
  });

  it("may be a link to the code command, which stands for the program", async () => {
    const code = await file("share/code");
    const command = await file("share/bin/code");
    expect(await givenVSCode(await link("link", command))).toBe(code);
    expect((await commandLineOf(code, "linux")).program).toBe(command);
  });

  it("may be a Mac's application", async () => {
    const electron = await file("Visual Studio Code.app/Contents/MacOS/Electron");
    expect(await givenVSCode(join(folder, "Visual Studio Code.app"))).toBe(electron);
  });

  it.each(["nothing", "text", "."])("may not be %s", async (name) => {
    await writeFile(join(folder, "text"), "");
    await expect(givenVSCode(join(folder, name))).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "bad-vscode-path",
    );
  });
});

describe("the program of a code command", () => {
  it("is the snap's own on Ubuntu, and not the command that starts snaps", async () => {
    const starter = await file("usr/bin/snap");
    const command = await link("snap/bin/code", starter);
    expect(await programOf(command, "linux", join(folder, "snap"))).toBeUndefined();
    const program = await file("snap/code/current/usr/share/code/code");
    expect(await programOf(command, "linux", join(folder, "snap"))).toBe(program);
  });

  it("is none in WSL where the path leads to Windows' own", async () => {
    const command = await file("mnt/c/Microsoft VS Code/bin/code");
    const program = await file("mnt/c/Microsoft VS Code/Code.exe");
    expect(await programOf(command, "linux")).toBeUndefined();
    expect(await programOf(program, "linux")).toBeUndefined();
    expect(await programOf(command, "win32")).toBe(program);
  });

  it("is the one beside it on Windows", async () => {
    const command = await file("Microsoft VS Code/bin/code.cmd");
    const program = await file("Microsoft VS Code/Code.exe");
    expect(await programOf(command, "win32")).toBe(program);
  });
});

describe("the command line of a program", () => {
  it("goes round code.cmd on Windows, to the script that it names", async () => {
    const program = await file("VS & 100% ^Code/Code.exe");
    const line = '"%~dp0..\\Code.exe" "%~dp0..\\1a2b3c\\resources\\app\\out\\cli.js" %*\r\n';
    await file("VS & 100% ^Code/bin/code.cmd", `@echo off\r\nsetlocal\r\n${line}`);
    expect(await commandLineOf(program, "win32")).toEqual({
      program,
      words: [join(folder, "VS & 100% ^Code/1a2b3c/resources/app/out/cli.js")],
      environment: { ELECTRON_RUN_AS_NODE: "1" },
    });
  });

  it("takes the script where it always was when code.cmd does not tell", async () => {
    const program = await file("Code.exe");
    const { words } = await commandLineOf(program, "win32");
    expect(words).toEqual([join(folder, "resources/app/out/cli.js")]);
  });

  it("is in the resources of a Mac's application", async () => {
    const program = await file("VS.app/Contents/MacOS/Electron");
    const command = await file("VS.app/Contents/Resources/app/bin/code");
    expect(await commandLineOf(program, "darwin")).toMatchObject({ program: command, words: [] });
  });
});

describe("an installed VS Code", () => {
  it("is looked for on the path, and then where installers put it", () => {
    expect(usualPlaces("darwin", { PATH: "/a:/b" }, "/Users/a")).toEqual([
      "/a/code",
      "/b/code",
      "/Applications/Visual Studio Code.app",
      "/Users/a/Applications/Visual Studio Code.app",
    ]);
    expect(
      usualPlaces(
        "win32",
        { Path: "C:\\a b;C:\\c", LOCALAPPDATA: "C:\\L", PROGRAMFILES: "C:\\P" },
        "",
      ),
    ).toEqual([
      "C:\\a b\\code.cmd",
      "C:\\c\\code.cmd",
      "C:\\L\\Programs\\Microsoft VS Code\\Code.exe",
      "C:\\P\\Microsoft VS Code\\Code.exe",
    ]);
    expect(usualPlaces("linux", { PATH: "" }, "/home/a")).toEqual([
      "/usr/share/code/code",
      "/snap/bin/code",
    ]);
  });

  it("is the first that can be used here; why Windows' own cannot is said", async () => {
    const remote = await file("remote-cli/code");
    const windows = await file("mnt/c/VS/bin/code");
    await file("mnt/c/VS/Code.exe");
    const code = await file("share/code");
    const command = await file("share/bin/code");
    const said: string[] = [];
    const places = [join(folder, "missing"), remote, windows, command];
    expect(await findDesktop((line) => said.push(line), places)).toBe(code);
    expect(said).toEqual([
      `${windows} is Windows' own VS Code, which cannot open a folder of Linux.`,
    ]);
  });

  it.runIf(process.platform === "linux")("is not looked for without a display", async () => {
    const code = await file("code");
    delete process.env["DISPLAY"];
    delete process.env["WAYLAND_DISPLAY"];
    expect(await findDesktop(() => {}, [code])).toBeUndefined();
  });
});
