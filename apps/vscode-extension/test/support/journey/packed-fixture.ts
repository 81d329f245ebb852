import { cp } from "node:fs/promises";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";
import { appFolder } from "./stage.js";

/**
 * Builds and packs an extension of `test/fixture`, in a folder that may hold more that is packed with it.
 * @returns the path of its VSIX.
 */
export async function packedFixture(name: string, folder: string): Promise<string> {
  const source = join(appFolder, "test/fixture", name);
  await build({
    entryPoints: [join(source, "extension.ts")],
    outfile: join(folder, "extension.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  await cp(join(source, "package.json"), join(folder, "package.json"));
  const packagePath = join(folder, `${name}.vsix`);
  await createVSIX({
    cwd: folder,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}
