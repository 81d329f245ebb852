import { access, constants } from "node:fs/promises";
import { expect, it } from "vitest";
import { findBrowser } from "../../src/browser/find-browser.js";
import { installCodeServer } from "../../src/install/code-server.js";
import { installHost } from "../../src/install-host.js";

const canBeInstalled = process.platform === "linux" && process.arch === "x64";

it.runIf(canBeInstalled)(
  "has VS Code and a browser in place, and gets neither a second time",
  async () => {
    await installHost(() => {});
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const [server, browser] = await Promise.all([installCodeServer(say), findBrowser(say)]);
    expect(said).toEqual([]);
    await access(server.entry);
    await access(server.node, constants.X_OK);
    await access(browser.executablePath, constants.X_OK);
  },
);
