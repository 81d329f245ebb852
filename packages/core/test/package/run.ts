import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, type onTestFinished } from "vitest";

const execute = promisify(execFile);

/** The environment that makes a program use the sandbox, and nothing else of this process's. */
export function sandboxEnvironment(sandbox: SandboxAccounts): Record<string, string> {
  const { contiguity, sinch } = sandbox;
  return {
    PATH: process.env["PATH"] ?? "",
    CONTIGUITY_API_KEY: contiguity.apiKey,
    LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
    SINCH_PROJECT_ID: sinch.projectId,
    SINCH_KEY_ID: sinch.keyId,
    SINCH_KEY_SECRET: sinch.keySecret,
    LEASELINE_SINCH_URL: sinch.baseUrl,
    LEASELINE_SINCH_AUTH_URL: sinch.authUrl,
  };
}

interface SandboxAccounts {
  readonly contiguity: { readonly apiKey: string; readonly baseUrl: string };
  readonly sinch: {
    readonly projectId: string;
    readonly keyId: string;
    readonly keySecret: string;
    readonly baseUrl: string;
    readonly authUrl: string;
  };
}

/** Runs a program to its end. @returns what it printed. @throws with both outputs when it failed. */
export async function run(
  program: string,
  words: readonly string[],
  options: { readonly cwd: string; readonly env?: Record<string, string> | undefined },
): Promise<string> {
  const { stdout } = await execute(program, [...words], {
    ...options,
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

/** When something is over: within a test, nobody hears `afterAll`. */
type Ending = typeof afterAll | typeof onTestFinished;

/** A folder for as long as the file of tests runs, or the test in which it is asked for. */
export function folder(name: string, ending: Ending = afterAll): string {
  const made = mkdtempSync(join(tmpdir(), `leaseline-${name}-`));
  ending(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The oldest and the newest Node that is promised, as the registry has them for a platform, without an install script. */
export const [oldestNode, newestNode] = ["22.23.3", "26.10.0"] as const;

/** That Node's program, for as long as {@link folder}; null where it cannot be had. */
export async function installedNode(version: string, ending?: Ending): Promise<string | null> {
  const platform = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const home = folder("node", ending);
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true }));
  try {
    await npmInstall(home, [`${platform}@${version}`]);
  } catch {
    return null;
  }
  return join(home, "node_modules", platform, "bin", "node");
}

export async function npmInstall(cwd: string, packages: readonly string[]): Promise<void> {
  const flags = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--loglevel=error",
  ];
  // What npx and pnpm hand down is about them, and not about an install of its own.
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined &&
      !/^(npm_config_(allow_scripts|ignore_scripts|package)|INIT_CWD)$/i.test(name)
        ? [[name, value]]
        : [],
    ),
  );
  await run("npm", ["install", ...flags, ...packages], { cwd, env });
}
