import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { HostError } from "../host-error.js";

/**
 * The packaged extension: `leaseline.vsix`, else the newest VSIX of the folder.
 * @throws {HostError} `no-vsix`.
 */
export async function findVsix(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".vsix")).map((name) => join(folder, name));
  const named = files.find((file) => file === join(folder, "leaseline.vsix"));
  if (named !== undefined) return named;
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })),
  );
  const newest = dated.toSorted((one, other) => other.at - one.at).at(0);
  if (newest !== undefined) return newest.file;
  throw new HostError(
    "no-vsix",
    `There is no packaged extension in ${folder}. Run \`npm run package\` and then start again.`,
  );
}
