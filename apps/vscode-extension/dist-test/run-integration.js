// test-integration/run.ts
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@leaseline/sandbox";
import { resolveVSCode } from "@leaseline/vscode-host";
import { runTests } from "@vscode/test-electron";
var appFolder = join(import.meta.dirname, "..");
var results = join(appFolder, "..", "..", ".results", "integration.json");
process.exitCode = await runSuite();
async function runSuite() {
  await rm(results, { force: true });
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-integration-"));
  const { url, contiguity, sinch, close } = await startSandbox();
  try {
    const { executablePath } = await resolveVSCode();
    await runTests({
      vscodeExecutablePath: executablePath,
      extensionDevelopmentPath: appFolder,
      extensionTestsPath: join(appFolder, "dist-test", "suite.cjs"),
      launchArgs: [
        `--user-data-dir=${join(scratch, "user")}`,
        `--extensions-dir=${join(scratch, "extensions")}`,
        "--disable-workspace-trust"
      ],
      extensionTestsEnv: {
        LEASELINE_SANDBOX_URL: url,
        LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
        LEASELINE_SINCH_URL: sinch.baseUrl,
        LEASELINE_SINCH_AUTH_URL: sinch.authUrl,
        CONTIGUITY_API_KEY: contiguity.apiKey,
        SINCH_PROJECT_ID: sinch.projectId,
        SINCH_KEY_ID: sinch.keyId,
        SINCH_KEY_SECRET: sinch.keySecret,
        LEASELINE_RESULTS: results
      }
    });
    await access(results);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}
`);
    return 1;
  } finally {
    await close();
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
