import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Puts plain JavaScript where VS Code expects two compiled modules, so that nothing has to be compiled:
 * with them output channels have content and the console has no complaints.
 */
export async function addNativeParts(vscode: string): Promise<void> {
  const modules = join(vscode, "node_modules", "@vscode");
  const watchdog = join(modules, "native-watchdog", "build", "Release", "watchdog.js");
  await mkdir(dirname(watchdog), { recursive: true });
  await Promise.all([
    copyFile(source("watchdog.cjs"), watchdog),
    copyFile(source("spdlog.cjs"), join(modules, "spdlog", "index.js")),
  ]);
}

function source(name: string): string {
  return join(import.meta.dirname, "..", "..", "native", name);
}
