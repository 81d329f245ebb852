import { readFileSync } from "node:fs";

/**
 * What stands in a JSON file.
 * @param absent - counts where there is no file, and only there: one that says `null` says something.
 * @throws SyntaxError, or what the file system throws.
 */
export function readJsonFile(path: string, absent: object): unknown {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    // Nor where the folder cannot even be made, as something else is in its way.
    if (error instanceof Error && "code" in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code)))
      return absent;
    throw error;
  }
  // Some editors put a byte order mark in front, which JSON does not have.
  return JSON.parse(text.replace(/^\uFEFF/, ""), (name, value: unknown) => {
    // What checks the file would leave such a name out in silence, whatever limit stands under it.
    if (name === "__proto__") throw new SyntaxError(`“${name}” is no name here.`);
    return value;
  });
}
