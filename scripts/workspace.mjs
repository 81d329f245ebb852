// The workspace's own tools: the pinned pnpm runs through npx, and installs by itself before it runs anything.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf, runProgram } from "./programs.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";
const { packageManager, optionalDependencies } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
/** The Node that the work is done with; it comes with the other dependencies. */
export const nodeVersion = optionalDependencies.node;

let pnpm;

/** Runs one command of the workspace; resolves to its exit code. */
export async function run(words) {
  pnpm ??= await findPnpm();
  if (pnpm === undefined) return 1;
  const { exitCode } = await runProgram(pnpm.program, ["exec", ...words], {
    cwd: root,
    env: pnpm.env,
  });
  return exitCode;
}

/** Runs a program of the workspace that is told of our end by the channel to it. */
export async function runScript(file, words) {
  const own = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");
  const node = existsSync(own) ? own : process.execPath;
  const stdio = ["inherit", "inherit", "inherit", "ipc"];
  const { exitCode } = await runProgram(node, [join(root, file), ...words], { cwd: root, stdio });
  return exitCode;
}

async function findPnpm() {
  const npx = [
    "-y",
    "--prefer-offline",
    // pnpm's own binary is put in place by an install script, which npm 12 refuses unless it is named.
    "--ignore-scripts=false",
    "--allow-scripts=pnpm",
    `--package=${packageManager}`,
    "--",
    "node",
    "-p",
    "process.env.PATH",
  ];
  const { exitCode, output } = await runProgram("npx", npx, {
    cwd: root,
    shell: windows,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const folder = exitCode === 0 ? folderOf("pnpm", output.trim()) : undefined;
  if (folder === undefined) {
    console.error(
      "npx could not get pnpm, see above. It comes with Node and npm, and needs an npm registry.",
    );
    return undefined;
  }
  // The script beside it is for a shell; the program takes words as they are.
  const program = windows ? join(folder, "..", "pnpm", "pnpm.exe") : join(folder, "pnpm");
  return { program, env: environment(output.trim()) };
}

function environment(path) {
  // Windows tells Path and PATH not apart, but a copy of the environment does.
  const others = Object.entries(process.env).filter(([name]) => name.toUpperCase() !== "PATH");
  return {
    ...Object.fromEntries(others),
    PATH: path,
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    // Packages are measured by the Node that runs them, and not by the one that runs this.
    pnpm_config_node_version: nodeVersion,
  };
}
