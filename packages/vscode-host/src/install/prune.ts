import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Parts of VS Code for artificial intelligence and for other systems: 250 MB that nothing here starts. */
export const droppedDependencies = [
  "@github/copilot-sdk",
  "@vscode/copilot-api",
  "@microsoft/mxc-sdk",
  "@vscode/sandbox-runtime",
  "@vscode/windows-process-tree",
  "@vscode/windows-registry",
  "@devcontainers/cli",
] as const;

/** Removes from an installed VS Code what neither a person nor a suite of ours will miss. */
export async function prune(vscode: string): Promise<void> {
  const extensions = ["copilot", "mermaid-markdown-features"];
  await Promise.all([
    ...extensions.map((name) => remove(join(vscode, "extensions", name))),
    keepOnly(join(vscode, "node_modules", "@vscode", "ripgrep-universal", "bin"), forThisSystem),
    keepOnly(join(vscode, "node_modules", "node-pty", "prebuilds"), forThisSystem),
    removeSourceMaps(vscode),
  ]);
}

const forThisSystem = (name: string) => name.startsWith("linux-x64");

/** One binary for each system is packed; one is used. */
async function keepOnly(folder: string, wanted: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  // An unknown layout is left alone rather than emptied.
  if (!names.some(wanted)) return;
  await Promise.all(
    names.filter((name) => !wanted(name)).map((name) => remove(join(folder, name))),
  );
}

async function removeSourceMaps(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  await Promise.all(
    files
      .filter((name) => /\.(js|mjs|cjs|css|ts)\.map$/.test(name))
      .map((name) => remove(join(folder, name))),
  );
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}
