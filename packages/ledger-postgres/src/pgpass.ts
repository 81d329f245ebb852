import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { phrase } from "@leaseline/core";
import { refused } from "./refused.js";

/** Where a password is wanted. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The password that a person keeps for PostgreSQL's own programs, as those find it: the first line that fits says it.
 * @throws {LeaseError} `bad-input` where there is none, and for a file that others may read: nothing is taken from it,
 * as by those programs.
 * Source: PostgreSQL's manual, "The Password File".
 */
export function keptPassword(
  { host, port, database, user }: Target,
  environment: Environment = process.env,
): string {
  const text = textOf(pathIn(environment)) ?? "";
  const wanted = [host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    const [fields, password = ""] = partsOf(line);
    const fits = wanted.every(
      (one, index) => fields[index] === "*" || plain(fields[index] ?? "") === one,
    );
    if (fits && password) return plain(password);
  }
  throw refused(
    phrase(
      "The database requires a password, and none was given: set LEASELINE_LEDGER_PASSWORD or PGPASSWORD, write it into .pgpass, or choose the ledger again and enter it.",
    ),
  );
}

function pathIn(environment: Environment): string {
  const named = environment["PGPASSFILE"];
  if (named) return named;
  return process.platform === "win32"
    ? join(environment["APPDATA"] ?? homedir(), "postgresql", "pgpass.conf")
    : join(environment["HOME"] || homedir(), ".pgpass");
}

/** Null for one that is not there, that cannot be read, or that is no file: whoever reads a pipe waits for who writes. */
function textOf(path: string): string | null {
  let text;
  let found;
  try {
    found = statSync(path);
    if (!found.isFile()) return null;
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0)
    throw refused(
      phrase(
        "Others may read {0}, so no password is taken from it: let only yourself read it (chmod 600).",
      ),
      { values: [path] },
    );
  return text;
}

/** A colon ends a part, unless a backslash stands before it. */
function partsOf(line: string): readonly [readonly string[], string | undefined] {
  const parts =
    /^((?:\\.|[^\\:])*):((?:\\.|[^\\:])*):((?:\\.|[^\\:])*):((?:\\.|[^\\:])*):(.*)$/s.exec(line);
  return parts ? [parts.slice(1, 5), parts[5]] : [[], undefined];
}

function plain(part: string): string {
  return part.replaceAll(/\\(.)/gs, "$1");
}
