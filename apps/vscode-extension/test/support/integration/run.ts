// Runs the integration suite inside a real VS Code, on a sandbox of its own.
import { access, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { startPostgres } from "@leaseline/postgres-host";
import { startSandbox } from "@leaseline/sandbox";
import { resolveVSCode, sandboxEnvironment } from "@leaseline/vscode-host";
import { runTests } from "@vscode/test-electron";
import { keep, keepLogs } from "../kept.js";
import { writeBreakdown } from "./results.js";

const appFolder = join(import.meta.dirname, "..");
const everyResult = join(appFolder, "..", "..", ".results");
const results = join(everyResult, "integration.json");
const failures = join(everyResult, "failures");

// Ends a suite that hangs: much of it waits for what is settled in its own time, on any machine.
process.env["LEASELINE_SUITE_TIMEOUT_MS"] ??= "3600000";
process.exitCode = await runSuite();

async function runSuite(): Promise<number> {
  // One that is left from before would pass for this run's.
  await rm(results, { force: true });
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-integration-"));
  const workspace = join(scratch, "workspace");
  await mkdir(workspace);
  const sandbox = await startSandbox();
  const postgres = await startPostgres({ settings: ["fsync=off"] }, (reason) =>
    process.stderr.write(`Without PostgreSQL, tests are skipped: ${reason}.\n`),
  );
  const said = listenIn();
  try {
    const { executablePath } = await resolveVSCode();
    await runTests({
      vscodeExecutablePath: executablePath,
      extensionDevelopmentPath: appFolder,
      extensionTestsPath: join(appFolder, "dist-test", "suite.cjs"),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(scratch, "user")}`,
        `--extensions-dir=${join(scratch, "extensions")}`,
        "--disable-workspace-trust",
      ],
      stdout: said.passOn(process.stdout),
      stderr: said.passOn(process.stderr),
      extensionTestsEnv: {
        ...sandboxEnvironment(sandbox),
        // Nothing of a test is in the ledger of whoever runs it.
        LEASELINE_HOME: join(scratch, "leaseline"),
        // What is not known on the sandbox is settled in half a second instead of minutes.
        LEASELINE_SETTLE_MS: "500",
        LEASELINE_TEST_POSTGRES: postgres?.connection,
        LEASELINE_ONLY: process.env["LEASELINE_ONLY"],
        LEASELINE_SEED: process.env["LEASELINE_SEED"],
        LEASELINE_RESULTS: results,
        LEASELINE_FAILURES: failures,
      },
    });
    if (!(await exists(results))) throw new Error("The suite ended without having been counted.");
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\n`);
    const kept = await keep(failures, "integration", { "said.txt": said.whole });
    await keepLogs(join(scratch, "user"), kept);
    if (!(await exists(results))) await writeBreakdown(results, `${reason}\n${said.end()}`);
    return 1;
  } finally {
    await postgres?.close();
    await sandbox.close();
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Streams that pass on what VS Code says, and the end of it, which tells why the suite broke down. */
function listenIn() {
  let heard = "";
  const passOn = (target: NodeJS.WritableStream) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        heard += chunk.toString();
        target.write(chunk);
        done();
      },
    });
  return {
    passOn,
    whole: () => heard,
    end: () => heard.slice(-2000).split("\n").slice(-25).join("\n"),
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
