import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

// What is put aside is read in the transaction that tells of it. Whoever has put it aside may be killed before that, or
// find no room for a new file: then whoever opens the ledger next reads it.

/** A ledger's file, and its log. */
export function filesOf(path: string): readonly [file: string, log: string] {
  return [path, `${path}-wal`];
}

/** Closes what could not be opened. SQLite may remove its log then, whatever it could not read of it. */
export function closeUnread(database: DatabaseSync, path: string, isDamaged: boolean): void {
  const [, log] = filesOf(path);
  const copy = isDamaged ? filesOf(unused(path))[1] : unused(log);
  const isThere = existsSync(log);
  try {
    if (isThere) keepAs(copy, log);
  } finally {
    database.close();
  }
  if (isThere && existsSync(log)) rmSync(copy);
}

/** Keeps what is damaged under another name. The log goes first: SQLite removes one that is left without its file. */
export function putAside(path: string): void {
  const [file, log] = filesOf(path);
  const hasLog = existsSync(log);
  // One that was removed as the file was closed has been kept as that of the same name.
  const [kept, keptLog] = filesOf(unused(path, hasLog ? filesOf : (one) => [one]));
  if (hasLog) renameSync(log, keptLog);
  if (existsSync(file)) renameSync(file, kept);
  rmSync(`${path}-shm`, { force: true });
}

export function copyLog(path: string): void {
  const [, log] = filesOf(path);
  if (existsSync(log)) copyFileSync(log, unused(log));
}

/** By a second name, which takes no room, where the file system has such. */
function keepAs(copy: string, log: string): void {
  try {
    linkSync(log, copy);
  } catch {
    copyFileSync(log, copy);
  }
}

/** What was put aside, and nobody was told of. */
export interface Aside {
  readonly files: readonly string[];
  /** Those of them to tell of, the latest first. */
  readonly damaged: readonly string[];
  /** Those of them that are copies of logs: there is something to tell of where the ledger lacks what they say. */
  readonly logs: readonly string[];
}

/**
 * @param told - what people were told of. The folder may have been moved since; what is still elsewhere is of a ledger
 * that was moved into this one.
 */
export function leftAside(path: string, told: readonly string[]): Aside {
  const folder = dirname(path);
  const own = told.filter((one) => dirname(one) === folder || !existsSync(one));
  const known = new Set(own.flatMap((one) => filesOf(basename(one))));
  const found = readdirSync(folder).filter((name) => !known.has(name));
  const asideOf = (name: string) =>
    found
      .filter((one) => one.startsWith(name) && number.test(one.slice(name.length)))
      .toSorted((one, other) => other.localeCompare(one, "en", { numeric: true }))
      .map((one) => join(folder, one));
  const [whole = [], logs = []] = filesOf(basename(path)).map(asideOf);
  const damaged = whole.filter((one) => !whole.some((file) => filesOf(file)[1] === one));
  return { files: [...whole, ...logs], damaged, logs };
}

const number = /^\.damaged-[0-9]+(-wal)?$/;

function unused(path: string, files: (kept: string) => readonly string[] = filesOf): string {
  let kept = path;
  for (let count = 1; kept === path || files(kept).some((file) => existsSync(file)); count += 1)
    kept = `${path}.damaged-${count}`;
  return kept;
}
