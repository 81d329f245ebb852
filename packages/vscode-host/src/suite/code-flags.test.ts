import { describe, expect, it } from "vitest";
import { parseCodeFlags } from "./code-flags.js";

describe("the flags of the code binary", () => {
  it("are read as @vscode/test-electron writes them", () => {
    const flags = parseCodeFlags([
      "/sample",
      "--disable-extensions",
      "--no-sandbox",
      "--disable-gpu-sandbox",
      "--extensionTestsPath=/e/suite/index.js",
      "--extensionDevelopmentPath=/e",
      "--extensionDevelopmentPath=/f",
      "--extensions-dir=/x",
      "--user-data-dir=/u",
    ]);
    expect(flags).toEqual({
      extensionDevelopmentPaths: ["/e", "/f"],
      extensionTestsPath: "/e/suite/index.js",
      userDataDir: "/u",
      extensionsDir: "/x",
      folder: "/sample",
      version: false,
    });
  });

  it("may have their value in the next word", () => {
    const flags = parseCodeFlags(["--user-data-dir", "/u", "--disable-extensions", "/sample"]);
    expect(flags.userDataDir).toBe("/u");
    expect(flags.folder).toBe("/sample");
  });

  it("keep an equals sign inside a value", () => {
    expect(parseCodeFlags(["--extensionTestsPath=/a=b"]).extensionTestsPath).toBe("/a=b");
  });
});
