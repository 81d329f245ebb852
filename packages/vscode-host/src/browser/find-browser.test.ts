import { describe, expect, it } from "vitest";
import { usualPlaces } from "./find-browser.js";

describe("the usual places of a browser", () => {
  it("are the folders of PATH on Linux, Chrome before Chromium", () => {
    const places = usualPlaces("linux", { PATH: "/a::/b" }, "/home/a");
    expect(places.slice(0, 2)).toEqual(["/a/google-chrome-stable", "/b/google-chrome-stable"]);
    expect(places).toContain("/b/chromium");
  });

  it("are both Applications folders on a Mac", () => {
    const places = usualPlaces("darwin", {}, "/Users/a");
    expect(places).toContain("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(places).toContain("/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium");
  });

  it("are the program folders that exist on Windows", () => {
    const places = usualPlaces("win32", { PROGRAMFILES: "C:\\P" }, "C:\\Users\\a");
    expect(places).toContain("C:\\P\\Google\\Chrome\\Application\\chrome.exe");
    expect(places.every((path) => path.startsWith("C:\\P\\"))).toBe(true);
  });
});
