import { describe, expect, it } from "vitest";
import { waysToVSCode } from "./choose.js";

describe("the way to a VS Code", () => {
  it("is VSCODE_PATH when that is set, and nothing else", () => {
    expect(waysToVSCode({ VSCODE_PATH: "/code", DISPLAY: ":0" }, "linux")).toEqual(["given"]);
  });

  it("is a desktop one before the browser where there is a display", () => {
    expect(waysToVSCode({ DISPLAY: ":0" }, "linux")).toEqual(["download", "browser"]);
    expect(waysToVSCode({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toEqual([
      "download",
      "browser",
    ]);
    expect(waysToVSCode({}, "darwin")).toEqual(["download", "browser"]);
    expect(waysToVSCode({}, "win32")).toEqual(["download", "browser"]);
  });

  it("is the browser where there is none", () => {
    expect(waysToVSCode({}, "linux")).toEqual(["browser"]);
    expect(waysToVSCode({ DISPLAY: "" }, "linux")).toEqual(["browser"]);
  });

  it("is what LEASELINE_HOST says", () => {
    const variables = { VSCODE_PATH: "/code", DISPLAY: ":0" };
    expect(waysToVSCode({ ...variables, LEASELINE_HOST: "browser" }, "linux")).toEqual(["browser"]);
    expect(waysToVSCode({ ...variables, LEASELINE_HOST: "desktop" }, "linux")).toEqual(["given"]);
    expect(waysToVSCode({ LEASELINE_HOST: "desktop" }, "linux")).toEqual(["download"]);
    expect(() => waysToVSCode({ LEASELINE_HOST: "cloud" }, "linux")).toThrow(
      "LEASELINE_HOST is cloud",
    );
  });
});
