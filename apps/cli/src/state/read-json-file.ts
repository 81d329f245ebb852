import { lstatSync, readFileSync } from "node:fs";
import { CommandError } from "../command-error.js";

/**
 * What stands in a JSON file.
 * @param absent - counts where there is no file, nor a folder for it, and only there: one that says `null` says
 * something, and so does a link that leads nowhere.
 * @throws {CommandError} `bad-config`.
 */
export function readJsonFile(path: string, absent: object): unknown {
  try {
    if (!isThere(path)) return absent;
    // Some editors put a byte order mark in front, which JSON does not have.
    return parsed(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch (cause) {
    const what = cause instanceof SyntaxError ? "is not understood" : "cannot be read";
    const why = cause instanceof Error ? cause.message : String(cause);
    const reason = `${path} ${what}: ${why}. Nothing was sent.`;
    throw new CommandError({ kind: "bad-config", reason }, { cause });
  }
}

/** @throws what the file system throws, but for what is not there: neither it, nor a folder that could have it. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return false;
    throw error;
  }
}

/** @throws SyntaxError, also where what checks the file would leave something out in silence: it may be a limit. */
function parsed(json: string): unknown {
  let names = 0;
  const value: unknown = JSON.parse(json, function (this: unknown, name, inner: unknown) {
    if (name === "__proto__") throw new SyntaxError(`“${name}” is no name here`);
    if (!Array.isArray(this)) names += 1;
    return inner;
  });
  const texts = json.match(/"(?:[^"\\]|\\.)*"(?:\s*:)?/g) ?? [];
  const written = texts.filter((text) => text.endsWith(":"));
  // Only the last one of a name is kept; the whole is told of under none.
  if (written.length !== names - 1) throw new SyntaxError("It has the same name twice");
  return value;
}
