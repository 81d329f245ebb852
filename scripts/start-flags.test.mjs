import { describe, expect, it } from "vitest";
import { parseStartFlags } from "./start-flags.mjs";

const none = { browser: false, port: 0, open: true, help: false };

describe("the flags of npm start", () => {
  it("may be left out", () => {
    expect(parseStartFlags([])).toEqual(none);
  });

  it("force the browser, a port, and no opening", () => {
    expect(parseStartFlags(["--browser", "--port", "8420", "--no-open"])).toEqual({
      browser: true,
      port: 8420,
      open: false,
      help: false,
    });
  });

  it("take a port after an equals sign, and imply the browser by it", () => {
    expect(parseStartFlags(["--port=8420"])).toEqual({ ...none, browser: true, port: 8420 });
  });

  it.each(["--help", "-h"])("ask for help with %s", (flag) => {
    expect(parseStartFlags([flag])).toEqual({ ...none, help: true });
  });

  it.each(["0", "65536", "-1", "80a", "", "1e3"])("refuse the port “%s”", (port) => {
    expect(parseStartFlags([`--port=${port}`])).toContain("number from 1 to 65535");
  });

  it("refuse a port without a number", () => {
    expect(parseStartFlags(["--port"])).toContain("number from 1 to 65535");
  });

  it("refuse what they do not know", () => {
    expect(parseStartFlags(["--brwoser"])).toBe("There is no flag `--brwoser`.");
    expect(parseStartFlags(["-x"])).toBe("There is no flag `-x`.");
    expect(parseStartFlags(["8420"])).toBe("`8420` is not a flag.");
    expect(parseStartFlags(["--browser=yes"])).toBe("`--browser` takes no value.");
  });
});
