// What there is to see of a test that has failed; `npm test` ends with where it is.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What can be asked for when a test has failed, by the name of the file that keeps it. */
export type Sights = Record<string, () => Promise<string | Buffer> | string>;

/**
 * Keeps everything that there is to see; what cannot be seen any more is told in its place.
 * @param failures - the folder for all tests that have failed.
 */
export async function keep(failures: string, test: string, sights: Sights): Promise<string> {
  const folder = join(failures, folderName(test));
  await mkdir(folder, { recursive: true });
  for (const [name, look] of Object.entries(sights)) {
    try {
      await writeFile(join(folder, name), await look());
    } catch (error) {
      await writeFile(join(folder, `${name}.missing`), String(error));
    }
  }
  return folder;
}

/** Keeps what the editor and the extension have logged, as one text. */
export async function keepLogs(userDataDir: string, folder: string): Promise<void> {
  const names = await readdir(userDataDir, { recursive: true }).catch(() => []);
  const logs = names.filter((name) => name.endsWith(".log")).toSorted();
  const texts = logs.map(async (name) => {
    const text = await readFile(join(userDataDir, name), "utf8").catch(String);
    return text.trim() === "" ? [] : [`==> ${name}\n${text}`];
  });
  await writeFile(join(folder, "log.txt"), (await Promise.all(texts)).flat().join("\n"));
}

function folderName(test: string): string {
  const name = test.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
  // A file system may allow 255 bytes.
  return name.slice(0, 80);
}
