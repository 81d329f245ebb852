import { describe, expect, it } from "vitest";
import { waysToVSCode } from "./choose.js";

describe("the way to a VS Code", () => {
  it("is VSCODE_PATH when that is set, and nothing else", () => {
    expect(waysToVSCode({ VSCODE_PATH: "/code", DISPLAY: ":0" }, "linux", "x64")).toEqual([
      "given",
    ]);
  });

  it("is a desktop one before the browser where there is a display", () => {
    expect(waysToVSCode({ DISPLAY: ":0" }, "linux", "x64")).toEqual(["download", "browser"]);
    expect(waysToVSCode({ WAYLAND_DISPLAY: "wayland-0" }, "linux", "x64")).toEqual([
      "download",
      "browser",
    ]);
  });

  it("is a desktop one where VS Code for the browser cannot be had", () => {
    for (const [platform, architecture] of [
      ["darwin", "arm64"],
      ["darwin", "x64"],
      ["win32", "x64"],
      ["linux", "arm64"],
    ] as const)
      expect(waysToVSCode({ DISPLAY: ":0" }, platform, architecture)).toEqual(["download"]);
  });

  it("is the browser where there is none", () => {
    expect(waysToVSCode({}, "linux", "x64")).toEqual(["browser"]);
    expect(waysToVSCode({ DISPLAY: "" }, "linux", "x64")).toEqual(["browser"]);
  });

  it("is what LEASELINE_HOST says", () => {
    const variables = { VSCODE_PATH: "/code", DISPLAY: ":0" };
    expect(waysToVSCode({ ...variables, LEASELINE_HOST: "browser" }, "linux", "x64")).toEqual([
      "browser",
    ]);
    expect(waysToVSCode({ ...variables, LEASELINE_HOST: "desktop" }, "linux", "x64")).toEqual([
      "given",
    ]);
    expect(waysToVSCode({ LEASELINE_HOST: "desktop" }, "linux", "x64")).toEqual(["download"]);
    expect(() => waysToVSCode({ LEASELINE_HOST: "cloud" }, "linux", "x64")).toThrow(
      "LEASELINE_HOST is cloud",
    );
  });
});
