import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { runTests } from "@vscode/test-electron";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installHost } from "../../src/index.js";
import { fixtureFolder } from "../support/fixture-vsix.js";

const standIn = join(import.meta.dirname, "..", "..", "bin", "code.mjs");

describe("an unmodified @vscode/test-electron on the stand-in", () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    await installHost();
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  async function run(greeting: string) {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const exit = runTests({
      vscodeExecutablePath: standIn,
      extensionDevelopmentPath: fixtureFolder,
      extensionTestsPath: join(fixtureFolder, "suite", "index.cjs"),
      launchArgs: [
        join(fixtureFolder, "sample"),
        `--user-data-dir=${join(scratch, "user")}`,
        `--extensions-dir=${join(scratch, "extensions")}`,
      ],
      extensionTestsEnv: { FIXTURE_GREETING: greeting },
      stdout,
      stderr,
    }).finally(() => {
      stdout.end();
      stderr.end();
    });
    const [outcome, output, errors] = await Promise.all([
      exit.then(
        (code) => code,
        // TestRunFailedError is not exported; its code is the exit code.
        (error: { code?: number }) => error.code,
      ),
      text(stdout),
      text(stderr),
    ]);
    return { outcome, output, errors };
  }

  it("passes a suite that passes, with its folder, its environment and its console", async () => {
    const { outcome, output } = await run("hello");
    expect(output).toContain("greeting: hello");
    expect(output).toContain(`folder: ${join(fixtureFolder, "sample")}`);
    expect(outcome).toBe(0);
  });

  it("fails a suite that fails, and says why", async () => {
    const { outcome, output, errors } = await run("bye");
    expect(output + errors).toContain("'bye' !== 'hello'");
    expect(outcome).toBe(1);
  });

  it("gives up a suite that does not end", async () => {
    const { exitCode, errors } = await standInAlone({ LEASELINE_SUITE_TIMEOUT_MS: "1" });
    expect(errors).toContain("did not end within 0.001 s");
    expect(exitCode).toBe(1);
  });

  it("ends everything when it is told to stop", async () => {
    // Its suite runs by then, and does not end by itself.
    const { exitCode } = await standInAlone({ FIXTURE_GREETING: "for ever" }, "folder: ");
    expect(exitCode).toBe(130);
  });

  function standInAlone(
    variables: Record<string, string>,
    stopAt?: string,
  ): Promise<{ exitCode: number | null; errors: string }> {
    const words = [
      `--extensionTestsPath=${join(fixtureFolder, "suite", "index.cjs")}`,
      `--extensionDevelopmentPath=${fixtureFolder}`,
    ];
    const child = spawn(standIn, words, { env: { ...process.env, ...variables } });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (stopAt !== undefined && output.includes(stopAt)) child.kill("SIGTERM");
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    // `close` and not `exit`: it comes when nobody holds the pipes, so nothing was left running.
    return new Promise((resolve) => {
      child.once("close", (exitCode) => resolve({ exitCode, errors }));
    });
  }
});
