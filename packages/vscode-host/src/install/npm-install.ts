import { spawn } from "node:child_process";
import { npmEnvironment } from "../environment/child-environment.js";
import { HostError } from "../host-error.js";

/**
 * Runs a plain `npm install` in a folder: no install scripts, nothing written but node_modules.
 * Without packages it installs what the folder's package.json names.
 */
export async function npmInstall(folder: string, packages: readonly string[] = []): Promise<void> {
  const { exitCode, output } = await runNpm(folder, ["install", ...flags, ...packages]);
  if (exitCode !== 0) throw explainNpm(output);
}

const flags = [
  "--ignore-scripts",
  "--omit=dev",
  "--no-save",
  "--no-audit",
  "--no-fund",
  "--no-progress",
  "--no-update-notifier",
  "--prefer-offline",
  "--loglevel=error",
  // npm's own waits between tries add up to more than a minute without a network.
  "--fetch-retries=2",
  "--fetch-retry-mintimeout=500",
  "--fetch-retry-maxtimeout=3000",
];

/** Turns what npm printed into one clear error. */
export function explainNpm(output: string): HostError {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? "";
  if (networkCodes.test(code)) {
    return new HostError(
      "no-network",
      `The npm registry cannot be reached (${code}), and the VS Code host is not in the cache yet. Connect to the network, or set the registry and proxy in your .npmrc, and run again. With a desktop VS Code installed, set VSCODE_PATH to it instead.`,
    );
  }
  if (code === "ENOSPC") {
    return new HostError(
      "disk-full",
      "The disk became full while npm installed the VS Code host. Free about 1.2 GB, or set LEASELINE_CACHE to a folder on another disk, and run again.",
    );
  }
  return new HostError(
    "install-failed",
    `npm could not install the VS Code host${code ? ` (${code})` : ""}. npm said:\n${output.trim().slice(-1500)}\nSolve that and run again, or set VSCODE_PATH to a desktop VS Code.`,
  );
}

const networkCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|FETCH_ERROR|UNABLE_TO_.*|SELF_SIGNED_.*|CERT_.*)$/;

function runNpm(
  folder: string,
  words: readonly string[],
): Promise<{ exitCode: number; output: string }> {
  const windows = process.platform === "win32";
  return new Promise((resolve, reject) => {
    const child = spawn(windows ? "npm.cmd" : "npm", words, {
      cwd: folder,
      env: npmEnvironment(process.env),
      stdio: ["ignore", "pipe", "pipe"],
      shell: windows,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (cause) => {
      const next = "Install Node 20 or newer with npm, and run again.";
      reject(new HostError("install-failed", `npm did not start. ${next}`, { cause }));
    });
    child.once("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}
