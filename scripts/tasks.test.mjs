import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { runTasks } from "./tasks.mjs";

/** The program itself, which the one of the same name only starts: it is the one that a signal has to come to. */
const turbo = createRequire(
  realpathSync(join(import.meta.dirname, "..", "node_modules", "turbo", "package.json")),
).resolve(`@turbo/${process.platform}-${process.arch === "x64" ? "64" : process.arch}/bin/turbo`);

/** A workspace of one package with one task, which a stand-in for npm runs. */
function workspaceWith(task) {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-tasks-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const write = (name, content) => {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(join(folder, name), text);
  };
  mkdirSync(join(folder, "one"));
  mkdirSync(join(folder, "bin"));
  write("package.json", { name: "all", packageManager: "npm@10.0.0", workspaces: ["one"] });
  write("package-lock.json", { name: "all", lockfileVersion: 3, packages: {} });
  write("turbo.json", { tasks: { work: { cache: false } } });
  write("one/package.json", { name: "one", scripts: { work: "work" } });
  write("bin/npm", `#!/bin/sh\ntouch "${folder}/begun"\n${task}\n`);
  chmodSync(join(folder, "bin", "npm"), 0o755);
  return folder;
}

/** @param meanwhile - what is done to turbo. */
function runIn(folder, meanwhile = async () => {}) {
  const execute = async ([, ...words]) => {
    const { NODE_OPTIONS: _, ...others } = process.env;
    const child = spawn(turbo, words, {
      cwd: folder,
      stdio: "ignore",
      env: {
        ...others,
        PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
        TURBO_TELEMETRY_DISABLED: "1",
      },
    });
    const ended = once(child, "exit");
    await meanwhile(child);
    const [exitCode] = await ended;
    return exitCode;
  };
  return runTasks(["work", "--output-logs=none"], { folder, execute });
}

describe.skipIf(process.platform === "win32")("tasks", () => {
  it("that were all run have ended well", async () => {
    const folder = workspaceWith("exit 0");
    expect(await runIn(folder)).toBe(0);
    // What is left of an earlier run is not taken for this one's.
    expect(await runIn(folder)).toBe(0);
  });

  it("are not stopped by what somebody else is writing of theirs beside us", async () => {
    const folder = workspaceWith("exit 0");
    const half = async () => {
      mkdirSync(join(folder, ".turbo", "runs"), { recursive: true });
      writeFileSync(join(folder, ".turbo", "runs", "theirs.json"), '{"execution":{"comm');
    };
    expect(await runIn(folder, half)).toBe(0);
    expect(await runIn(folder)).toBe(0);
  });

  it("of which one has failed have failed", async () => {
    expect(await runIn(workspaceWith("exit 3"))).not.toBe(0);
  });

  it.each(["SIGTERM", "SIGINT"])("that %s has stopped halfway have failed", async (signal) => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const folder = workspaceWith("exec sleep 60");
    const stop = async (child) => {
      await expect.poll(() => existsSync(join(folder, "begun"))).toBe(true);
      child.kill(signal);
    };
    expect(await runIn(folder, stop)).not.toBe(0);
  });
});
