import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../environment/cache-folder.js";
import { hostEnvironment } from "../environment/child-environment.js";
import { HostError } from "../host-error.js";
import type { Log } from "../log.js";
import { startsWithinMs } from "../patience.js";
import { versions } from "../versions.js";
import { installOnce } from "./install-once.js";
import { addNativeParts } from "./native-parts.js";
import { node24 } from "./node-24.js";
import { npmInstall } from "./npm-install.js";
import { droppedDependencies, prune } from "./prune.js";

/** A code-server that is ready to be started: `<node> <entry> …`. */
export type CodeServer = {
  readonly node: string;
  readonly entry: string;
};

/**
 * The browser host of the pinned version, from the cache or else from the npm registry.
 * @throws {HostError} `unsupported-platform`, `no-network`, `disk-full`, `install-failed`.
 */
export async function installCodeServer(log: Log): Promise<CodeServer> {
  refuseOtherPlatforms();
  const name = `code-server-${versions.codeServer}-${versions.layout}`;
  const folder = join(cacheFolder(), name);
  const [node] = await Promise.all([
    node24(log),
    installOnce(folder, async (unfinished) => {
      log(
        `Getting VS Code ${versions.vscode} for the browser from the npm registry, once (about 20 s)…`,
      );
      await build(unfinished);
    }),
  ]);
  return { node, entry: join(folder, entryInside) };
}

const inside = join("node_modules", "code-server");
const entryInside = join(inside, "out", "node", "entry.js");

async function build(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), '{"private":true}\n');
  await npmInstall(folder, [`code-server@${versions.codeServer}`]);
  const vscode = join(folder, inside, "lib", "vscode");
  await dropDependencies(join(vscode, "package.json"));
  await Promise.all([npmInstall(vscode), npmInstall(join(vscode, "extensions"))]);
  await prune(vscode);
  await addNativeParts(vscode);
  await verify({ node: await node24(() => {}), entry: join(folder, entryInside) });
}

/** What is never downloaded need not be deleted: a third of the time and of the space. */
async function dropDependencies(manifestPath: string): Promise<void> {
  // What npm wrote for code-server; only this one field is read.
  const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of droppedDependencies) delete manifest.dependencies[name];
  await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
}

async function verify({ node, entry }: CodeServer): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-verify-"));
  try {
    const config = join(scratch, "config.yaml");
    await writeFile(config, "auth: none\n");
    const { stdout } = await promisify(execFile)(node, [entry, "--config", config, "--version"], {
      env: { ...hostEnvironment(process.env), XDG_DATA_HOME: scratch },
      timeout: startsWithinMs,
    });
    if (!stdout.includes(versions.codeServer)) throw new Error(`It says it is ${stdout.trim()}.`);
  } catch (cause) {
    throw new HostError(
      "install-failed",
      `The VS Code host was installed but does not run on this machine: ${String(cause)}. Set VSCODE_PATH to a desktop VS Code instead.`,
      { cause },
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whether VS Code for the browser can be had for such a machine. */
export function hasCodeServer(platform: NodeJS.Platform, architecture: string): boolean {
  return platform === "linux" && architecture === "x64";
}

function refuseOtherPlatforms(): void {
  if (hasCodeServer(process.platform, process.arch)) return;
  throw new HostError(
    "unsupported-platform",
    `VS Code in the browser is installed on Linux x64 only, and this is ${process.platform} ${process.arch}. Install VS Code and set VSCODE_PATH to its executable.`,
  );
}
