import { copyFileSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { SpendCap } from "../../domain/spending.js";
import { LeaseError } from "../../errors/lease-error.js";
import { isDamage, sqliteCorrupt } from "./errors.js";
import { inTurn, makePrivate, patiently } from "./lock.js";
import { inTransaction } from "./in-transaction.js";
import { capsFile, keepCaps, seenAt } from "./second-place.js";
import { checkNotMoved, setVersion, versionOf } from "./moved.js";
import { repair } from "./repair.js";
import { capsText, salvageCaps, salvage, salvageProtected } from "./salvage.js";
import { migrations } from "./schema.js";

/**
 * Opens the file of a ledger, one process at a time, makes it if it is not there, and brings it to this
 * version. A damaged file is kept beside it under another name, and never written to again.
 * @param living - the sessions that may have had a file before that is lost.
 * @throws {LeaseError} `ledger-unavailable` with `newer-version`; else what SQLite or the file system throws.
 */
export async function openDatabase(
  path: string,
  living: () => readonly string[] = () => [],
): Promise<DatabaseSync> {
  return inTurn(`${path}.opening`, () =>
    patiently(() => open(path, living)).catch(async (error: unknown) => {
      if (!isDamage(error)) throw error;
      const keptAt = putAside(path);
      return patiently(() => open(path, living, keptAt));
    }),
  );
}

/** For reading only, where nothing may be written. */
export function openReadOnly(path: string): DatabaseSync {
  const [file = "", log = ""] = filesOf(path);
  // SQLite opens a folder, and then calls it a disk that cannot be read.
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
  // Where there is no log SQLite would have to make one, even to read. It is the same to read the file as
  // one that does not change: whoever changes it makes a log first.
  const address = existsSync(log) ? file : new URL("?immutable=1", pathToFileURL(file));
  const database = new DatabaseSync(address, { readOnly: true, timeout: 0 });
  try {
    checkNotMoved(database);
    // An older one would have to be written to first.
    if (versionOf(database) < migrations.length)
      throw new LeaseError({ kind: "ledger-unavailable", reason: "read-only" });
    checkVersion(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @param damaged - the file in whose place this one is made. */
function open(
  path: string,
  living: () => readonly string[],
  damaged: string | null = null,
): DatabaseSync {
  checkNotEmptied(path);
  makePrivate(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON",
    );
    checkIntegrity(database);
    checkNotMoved(database);
    checkVersion(database);
    // A log is read up to its first damaged byte. What follows is dropped without a word, and written over.
    const isOlder = versionOf(database) < migrations.length;
    const early = isOlder && seenAt(path) > 0 ? copyOfLog(path) : null;
    migrate(database);
    const seen = Math.max(seenAt(path), positionOf(database));
    const hasLost = damaged !== null || positionOf(database) < seen;
    const log = damaged === null && hasLost ? (early ?? copyOfLog(path)) : early;
    const files = damaged === null ? [log ?? ""] : filesOf(damaged);
    const doubtful = hasLost ? salvage(files) : [];
    if (hasLost)
      repair(database, {
        doubtful,
        protectedNumbers: salvageProtected(files),
        caps: salvageCaps([...files, capsFile(path)], [capsOf(database)]),
        seen,
        keptAt: damaged ?? (doubtful.length > 0 ? log : null),
        living: living(),
      });
    if (log !== null && doubtful.length === 0) rmSync(log);
    keepCaps(path, capsText(capsOf(database)));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite takes an empty file for a new one, and removes its log. */
function checkNotEmptied(path: string): void {
  const [file = "", log = ""] = filesOf(path);
  if (statSync(file, { throwIfNoEntry: false })?.size === 0 && existsSync(log) && seenAt(path) > 0)
    throw Object.assign(new Error("the file was emptied"), { errcode: sqliteCorrupt });
}

function checkIntegrity(database: DatabaseSync): void {
  const [first] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
  // As SQLite itself says it of a page that it cannot read.
  if (first !== "ok") throw Object.assign(new Error(String(first)), { errcode: sqliteCorrupt });
}

function positionOf(database: DatabaseSync): number {
  return Number(database.prepare("SELECT position FROM counter").get()?.["position"]);
}

function capsOf(database: DatabaseSync): readonly SpendCap[] {
  const { caps } = database.prepare("SELECT caps FROM counter").get() ?? {};
  return JSON.parse(String(caps)) as readonly SpendCap[];
}

function checkVersion(database: DatabaseSync): void {
  if (versionOf(database) > migrations.length)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
}

function migrate(database: DatabaseSync): void {
  for (const [version, migration] of migrations.entries()) {
    if (version < versionOf(database)) continue;
    inTransaction(database, () => {
      migration(database);
      setVersion(database, version + 1);
    });
  }
}

function filesOf(path: string): readonly string[] {
  return [path, `${path}-wal`];
}

function putAside(path: string): string {
  const kept = unused(path);
  const [file = "", log = ""] = filesOf(path);
  renameSync(file, kept);
  if (existsSync(log)) renameSync(log, `${kept}-wal`);
  rmSync(`${path}-shm`, { force: true });
  return kept;
}

/** Null where there is none. */
function copyOfLog(path: string): string | null {
  const [, log = ""] = filesOf(path);
  if (!existsSync(log)) return null;
  const kept = unused(log);
  copyFileSync(log, kept);
  return kept;
}

function unused(path: string): string {
  let kept = path;
  for (let count = 1; existsSync(kept); count += 1) kept = `${path}.damaged-${count}`;
  return kept;
}
