import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withCleanup } from "../cleanup.js";
import { HostError } from "../host-error.js";
import { openDesktop } from "./open-desktop.js";

describe.skipIf(process.platform === "win32")("a desktop VS Code", () => {
  let scratch: string;
  const before = process.env["LEASELINE_CACHE"];
  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    process.env["LEASELINE_CACHE"] = scratch;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env["LEASELINE_CACHE"];
    else process.env["LEASELINE_CACHE"] = before;
    await rm(scratch, { recursive: true, force: true });
  });

  /** A stand-in: it writes down what it was started with, and ends as it is told. */
  async function code(window: string, commandLine = "exit 0"): Promise<string> {
    const write = async (path: string, then: string) => {
      const program = join(scratch, path);
      const text = `#!/bin/sh\nprintf '%s\\n' "$@" FOR="$LEASELINE_SANDBOX_URL" >> "${program}.log"\n${then}\n`;
      await writeFile(program, text, { mode: 0o755 });
      return program;
    };
    await mkdir(join(scratch, "bin"));
    await write("bin/code", commandLine);
    return write("code", window);
  }

  /** A window that stays until it has been said that it is open, however long that takes. */
  const untilSaid = 'until [ -e "$0.said" ]; do sleep 0.1; done';

  const atOnce = () => Promise.resolve();
  const never = () => new Promise<void>(() => {});

  async function open(program: string, seen?: () => Promise<void>): Promise<string[]> {
    const said: string[] = [];
    const say = () => {
      said.push("open");
      writeFileSync(`${program}.said`, "");
    };
    const what = {
      extensions: ["/a & b/%x%.vsix"],
      folder: "/sample ^",
      environment: { LEASELINE_SANDBOX_URL: "here" },
    };
    await withCleanup((cleanup) => openDesktop(program, what, cleanup, say, seen));
    return said;
  }

  it("gets the extensions by its command line, then opens the folder in a profile of ours", async () => {
    const program = await code(untilSaid);
    expect(await open(program)).toEqual(["open"]);
    const profile = join(scratch, "desktop-profile");
    const installed = await readFile(join(scratch, "bin", "code.log"), "utf8");
    expect(installed).toContain("--install-extension=/a & b/%x%.vsix\n--force\n");
    const opened = await readFile(`${program}.log`, "utf8");
    for (const line of [
      `--user-data-dir=${join(profile, "user")}`,
      `--extensions-dir=${join(profile, "extensions")}`,
      "/sample ^",
      "FOR=here",
    ])
      expect(opened.split("\n")).toContain(line);
    expect(await readFile(join(profile, "user", "User", "settings.json"), "utf8")).toContain(
      "none",
    );
  });

  it.each([
    ["exit 0", never, "ended at once with exit code 0"],
    ["echo broken; exit 3", never, "ended at once with exit code 3. It printed:\nbroken"],
    [`${untilSaid}; exit 4`, atOnce, "ended with exit code 4"],
  ])("that ends by “%s” is no success", async (window, seen, message) => {
    await expect(open(await code(window), seen)).rejects.toSatisfy(
      (error) => error instanceof HostError && error.message.includes(message),
    );
  });

  it("that refuses an extension is told of with what it said", async () => {
    const program = await code("exit 0", "echo too old; exit 1");
    await expect(open(program)).rejects.toThrow("It said:\ntoo old");
  });

  it("opens a second time beside the first", async () => {
    // Neither ends before the other one is there, however long that takes.
    const both = 'until [ "$(grep -c -e --user-data-dir= "$0.log")" = 2 ]; do sleep 0.1; done';
    const program = await code(both);
    const [one, other] = await Promise.all([open(program, atOnce), open(program, atOnce)]);
    expect([one, other]).toEqual([["open"], ["open"]]);
    const opened = await readFile(`${program}.log`, "utf8");
    expect(opened).toContain(`${join(scratch, "desktop-profile-2", "user")}\n`);
  });
});
