import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { folderOf, runProgram } from "./programs.mjs";

const windows = process.platform === "win32";
const programs = JSON.stringify(new URL("programs.mjs", import.meta.url));
const runs = (program) => `
  import { endWithSignals, runProgram } from ${programs};
  endWithSignals();
  process.exitCode = (await runProgram(process.execPath, ["-e", ${JSON.stringify(program)}], {})).exitCode;`;
/** Something that starts one other, and both print their process ids. */
const family = (onSignal) => `
  const { spawn } = require("node:child_process");
  if (process.argv.length < 2) spawn(process.execPath, ["-e", process.execArgv.at(-1), "child"], { stdio: "inherit" });
  ${onSignal}
  console.log(process.pid);
  setInterval(() => {}, 1000);`;
const dies = "";
const ignores = `for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, () => {});`;

/** Loaded before anything else, it has waiting take no time; it prints how long was waited. */
const inNoTime = `
  let waitedMs = 0;
  Date.now = () => waitedMs;
  timers.setTimeout = async (ms) => {
    waitedMs += ms;
    await timers.setImmediate();
  };
  process.on("exit", () => console.log(waitedMs));`;
/**
 * Time stands still for a minute, in which nobody is given up. Not for ever: in a container whose first process does not
 * ask what became of those it is left with, who has ended looks alive.
 */
const forLong = `
  const { now } = Date;
  const goesOnAt = now() + 60_000;
  Date.now = () => Math.max(now(), goesOnAt);`;

async function start(onSignal, time = "") {
  const preload = `
    import { syncBuiltinESMExports } from "node:module";
    import timers from "node:timers/promises";
    ${time}
    syncBuiltinESMExports();`;
  const module = `data:text/javascript,${encodeURIComponent(preload)}`;
  const words = ["--import", module, "--input-type=module", "-e", runs(family(onSignal))];
  const child = spawn(process.execPath, words);
  await bothRun(child);
  return child;
}

/** Resolves when the two have printed their ids. They end with the test, whatever comes of it. */
async function bothRun({ stdout }) {
  const ids = [];
  onTestFinished(() => {
    for (const id of ids.filter(lives)) process.kill(id, "SIGKILL");
  });
  for await (const line of createInterface(stdout)) {
    ids.push(Number(line));
    if (ids.length === 2) break;
  }
}

/** What is printed until nobody is left who could print: all of them have what they print to from the first. */
const untilAllEnd = ({ stdout }) => text(stdout);

function lives(id) {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe.skipIf(windows)("a program that is stopped", () => {
  it.each([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("ends with all that it started on %s, and says so by its exit code", async (signal, code) => {
    const child = await start(dies);
    child.kill(signal);
    const [[exitCode]] = await Promise.all([once(child, "exit"), untilAllEnd(child)]);
    expect(exitCode).toBe(code);
  });

  it("ends within five seconds what does not want to end", async () => {
    const child = await start(ignores, inNoTime);
    child.kill("SIGTERM");
    const waitedMs = Number(await untilAllEnd(child));
    expect(waitedMs).toBeGreaterThan(3000);
    expect(waitedMs).toBeLessThan(5000);
  });

  it("lets what runs end its own children, also when it is told twice", async () => {
    const slowly = `for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, () => {
      process.stdin.resume().on("end", () => process.exit(console.log("orderly")));
      console.log("told");
    });`;
    const child = await start(slowly, forLong);
    child.kill("SIGINT");
    let told = 0;
    for await (const line of createInterface(child.stdout))
      if (line === "told" && (told += 1) === 2) break;
    child.kill("SIGINT");
    const exit = once(child, "exit");
    child.stdin.end();
    expect((await untilAllEnd(child)).match(/orderly/g)).toHaveLength(2);
    expect(await exit).toEqual([130, null]);
  });

  // Some shells stay between npm and what it runs, and some do not.
  describe.each(["$0 $1 $2 $3", "$0 $1 $2 $3; true"])("under an npm that ran “%s”", (script) => {
    it("ends when that npm is gone", () => endsWithNpm(script, process.env));

    it("ends when that npm is gone also where a busy machine is slow to say who is above", async () => {
      const folder = await mkdtemp(join(tmpdir(), "leaseline-slow-ps-"));
      onTestFinished(() => rm(folder, { recursive: true }));
      const slow = `#!/bin/sh\nsleep 0.5\nPATH='${process.env.PATH}' exec ps "$@"\n`;
      await writeFile(join(folder, "ps"), slow, { mode: 0o700 });
      await endsWithNpm(script, { ...process.env, PATH: folder + delimiter + process.env.PATH });
    });
  });

  async function endsWithNpm(script, env) {
    const words = ["--input-type=module", "-e", runs(family(dies))];
    const shell = JSON.stringify(["-c", script.replaceAll(/\$\d/g, '"$&"'), process.execPath]);
    const program = `require("node:child_process").spawn("sh", [...${shell}, ...${JSON.stringify(words)}], { stdio: "inherit" });`;
    const npm = spawn(process.execPath, ["-e", program], {
      env: { ...env, npm_lifecycle_event: "start" },
    });
    await bothRun(npm);
    npm.kill("SIGKILL");
    await untilAllEnd(npm);
  }
});

describe("a program that ends by itself", () => {
  it("gives its exit code and what it printed", async () => {
    const words = ["-e", "console.log('hello'); process.exitCode = 7;"];
    const stdio = ["ignore", "pipe", "inherit"];
    const { exitCode, output } = await runProgram(process.execPath, words, { stdio });
    expect([exitCode, output]).toEqual([7, "hello\n"]);
  });

  it.skipIf(windows)("gives the code of the signal that ended it", async () => {
    const words = ["-e", "process.kill(process.pid, 'SIGKILL')"];
    expect((await runProgram(process.execPath, words, {})).exitCode).toBe(137);
  });

  it("takes words as they are", async () => {
    const hard = ["a b", "&", "%PATH%", "^", '"', "'", "ä"];
    const words = ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", ...hard];
    const stdio = ["ignore", "pipe", "inherit"];
    const { output } = await runProgram(process.execPath, words, { stdio });
    expect(JSON.parse(output)).toEqual(hard);
  });
});

describe("the folder of a command", () => {
  it("is the first of the path that has it", () => {
    const path = ["/a", "", "/b", "/c"].join(delimiter);
    const there = [join("/b", "pnpm"), join("/c", "pnpm")];
    expect(folderOf("pnpm", path, (file) => there.includes(file))).toBe("/b");
    expect(folderOf("pnpm", path, () => false)).toBeUndefined();
  });
});
