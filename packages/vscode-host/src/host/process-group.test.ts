import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive } from "../lock-file.js";
import { startGroup } from "./process-group.js";

describe.skipIf(process.platform === "win32")("a program with what it started", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaseline-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Both write down their process ids; the one that was started takes no signal for an answer. */
  const family = () => `
    const { appendFileSync } = require("node:fs");
    const { spawn } = require("node:child_process");
    const inner = process.argv[1] === "inner";
    if (inner) process.on("SIGTERM", () => {});
    else spawn(process.execPath, ["-e", process.execArgv.at(-1), "inner"]);
    appendFileSync(${JSON.stringify(join(folder, "ids"))}, process.pid + "\\n");
    setInterval(() => {}, 1000);`;

  async function ids(count = 2): Promise<readonly number[]> {
    const found = async () =>
      (await readFile(join(folder, "ids"), "utf8").catch(() => "")).trim().split("\n").map(Number);
    await expect.poll(async () => (await found()).length).toBe(count);
    return found();
  }

  /** Runs what starts the program, in a process that can be killed. */
  function startElsewhere(program: string) {
    const words = JSON.stringify(["-e", program]);
    const starter = `
      import { startGroup } from ${JSON.stringify(new URL("process-group.ts", import.meta.url))};
      startGroup(process.execPath, ${words}, { env: process.env });
      setInterval(() => {}, 1000);`;
    const register = `data:text/javascript,${encodeURIComponent(typescript)}`;
    return spawn(process.execPath, ["--import", register, "--input-type=module", "-e", starter]);
  }
  const allGone = async (started: readonly number[]) =>
    expect.poll(() => started.filter(isAlive)).toEqual([]);

  it("is ended whole", async () => {
    const group = startGroup(process.execPath, ["-e", family()], { env: process.env });
    const started = await ids();
    await group.end();
    await allGone(started);
    expect(group.isRunning()).toBe(false);
  });

  it("does not outlive the one who started it, also when that one is killed", async () => {
    const starter = startElsewhere(family());
    const started = await ids();
    starter.kill("SIGKILL");
    await once(starter, "exit");
    await allGone(started);
  });

  it("does not outlive the one who was killed also where its keeper sees the end of both at once", async () => {
    const starter = startElsewhere(`
      const { pid } = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
      const found = [process.ppid, process.pid, pid].join("\\n");
      require("node:fs").writeFileSync(${JSON.stringify(join(folder, "ids"))}, found);
      setInterval(() => {}, 1000);`);
    const started = await ids(3);
    const [keeper = 0, program = 0] = started;
    process.kill(keeper, "SIGSTOP");
    starter.kill("SIGKILL");
    await once(starter, "exit");
    process.kill(program, "SIGKILL");
    // Until it has ended, and waits for its parent to hear of it.
    const state = async () =>
      (await promisify(execFile)("ps", ["-o", "stat=", "-p", String(program)])).stdout;
    await expect.poll(state).toMatch(/^Z/);
    process.kill(keeper, "SIGCONT");
    await allGone(started);
  });

  it("tells how it ended and what it printed", async () => {
    const program = "console.log('out'); console.error('err'); process.exitCode = 7;";
    const group = startGroup(process.execPath, ["-e", program], { env: process.env });
    expect(await group.ended).toBe(7);
    await expect.poll(() => group.output().trim().split("\n").toSorted()).toEqual(["err", "out"]);
  });

  it("tells of a program that is not there", async () => {
    const group = startGroup(join(folder, "missing"), [], { env: process.env });
    expect(await group.ended).toBe(127);
    await expect.poll(group.output).toContain("ENOENT");
  });
});

/** Sources name their neighbours by what they become. */
const typescript = `
  import { registerHooks } from "node:module";
  registerHooks({
    resolve: (name, context, next) =>
      next(name.startsWith(".") ? name.replace(/\\.js$/, ".ts") : name, context),
  });`;
