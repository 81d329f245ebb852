import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../environment/cache-folder.js";
import type { Log } from "../log.js";
import { versions } from "../versions.js";
import { installOnce } from "./install-once.js";
import { npmInstall } from "./npm-install.js";

/** A Node of the major that code-server insists on: the running one, else one from the registry. */
export async function node24(log: Log): Promise<string> {
  const major = versions.node.split(".", 1)[0];
  if (process.versions.node.split(".", 1)[0] === major) return process.execPath;
  const packageName = `node-${process.platform}-${process.arch}`;
  const folder = join(cacheFolder(), `${packageName}-${versions.node}`);
  await installOnce(folder, async (unfinished) => {
    log(`Getting Node ${versions.node} for VS Code from the npm registry, once…`);
    await writeFile(join(unfinished, "package.json"), '{"private":true}\n');
    await npmInstall(unfinished, [`${packageName}@${versions.node}`]);
  });
  return join(folder, "node_modules", packageName, "bin", "node");
}
