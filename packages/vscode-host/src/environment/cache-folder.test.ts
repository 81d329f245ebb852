import { describe, expect, it } from "vitest";
import { cacheFolder } from "./cache-folder.js";

describe("the cache folder", () => {
  it("is LEASELINE_CACHE when that is set", () => {
    expect(cacheFolder({ LEASELINE_CACHE: "/c", XDG_CACHE_HOME: "/x" }, "linux", "/home/a")).toBe(
      "/c",
    );
  });

  it("follows XDG_CACHE_HOME on Linux", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "/x" }, "linux", "/home/a")).toBe("/x/leaseline");
  });

  it("ignores a relative XDG_CACHE_HOME", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "x" }, "linux", "/home/a")).toBe(
      "/home/a/.cache/leaseline",
    );
  });

  it("is ~/.cache/leaseline on Linux", () => {
    expect(cacheFolder({}, "linux", "/home/a")).toBe("/home/a/.cache/leaseline");
  });

  it("is ~/Library/Caches/leaseline on a Mac", () => {
    expect(cacheFolder({}, "darwin", "/Users/a")).toBe("/Users/a/Library/Caches/leaseline");
  });

  it("is %LOCALAPPDATA%\\leaseline on Windows", () => {
    expect(cacheFolder({ LOCALAPPDATA: "C:\\L" }, "win32", "C:\\Users\\a")).toBe(
      "C:\\L\\leaseline",
    );
  });
});
