// Runs the integration suite inside a real VS Code, on a sandbox of its own.
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@leaseline/sandbox";
import { resolveVSCode, sandboxEnvironment } from "@leaseline/vscode-host";
import { runTests } from "@vscode/test-electron";

const appFolder = join(import.meta.dirname, "..");
const results = join(appFolder, "..", "..", ".results", "integration.json");

// Much of the suite waits for what is settled in its own time.
process.env["LEASELINE_SUITE_TIMEOUT_MS"] ??= "600000";
process.exitCode = await runSuite();

async function runSuite(): Promise<number> {
  // One that is left from before would pass for this run's.
  await rm(results, { force: true });
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-integration-"));
  const sandbox = await startSandbox();
  try {
    const { executablePath } = await resolveVSCode();
    await runTests({
      vscodeExecutablePath: executablePath,
      extensionDevelopmentPath: appFolder,
      extensionTestsPath: join(appFolder, "dist-test", "suite.cjs"),
      launchArgs: [
        `--user-data-dir=${join(scratch, "user")}`,
        `--extensions-dir=${join(scratch, "extensions")}`,
        "--disable-workspace-trust",
      ],
      extensionTestsEnv: {
        ...sandboxEnvironment(sandbox),
        // What is not known on the sandbox is settled in half a second instead of minutes.
        LEASELINE_SETTLE_MS: "500",
        LEASELINE_ONLY: process.env["LEASELINE_ONLY"],
        LEASELINE_RESULTS: results,
      },
    });
    // A suite that has left nothing behind has not run.
    await access(results);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await sandbox.close();
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
