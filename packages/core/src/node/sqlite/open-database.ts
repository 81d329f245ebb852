import { existsSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { SpendCap } from "../../domain/spending.js";
import { LeaseError } from "../../errors/lease-error.js";
import { closeUnread, copyLog, filesOf, leftAside, putAside } from "./aside.js";
import { isDamage, sqliteCorrupt } from "./errors.js";
import { inTurn, makePrivate, patiently } from "./lock.js";
import { inTransaction } from "./in-transaction.js";
import { capsFile, keepCaps, seenAt } from "./second-place.js";
import { checkNotMoved, setVersion, versionOf } from "./moved.js";
import { repair } from "./repair.js";
import {
  type DoubtfulOperation,
  capsText,
  salvageCaps,
  salvage,
  salvageProtected,
} from "./salvage.js";
import { migrations } from "./schema.js";

/**
 * Opens the file of a ledger, one process at a time, makes it if it is not there, and brings it to this
 * version. A damaged file is kept beside it under another name, and never written to again.
 * @throws {LeaseError} `ledger-unavailable` with `newer-version`; else what SQLite or the file system throws.
 */
export async function openDatabase(path: string): Promise<DatabaseSync> {
  return inTurn(`${path}.opening`, () =>
    patiently(() => open(path)).catch(async (error: unknown) => {
      if (!isDamage(error)) throw error;
      putAside(path);
      return patiently(() => open(path));
    }),
  );
}

/** For reading only, where nothing may be written. */
export function openReadOnly(path: string): DatabaseSync {
  const [file, log] = filesOf(path);
  // SQLite opens a folder, and then calls it a disk that cannot be read.
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
  // Where there is no log SQLite would have to make one, even to read. It is the same to read the file as
  // one that does not change: whoever changes it makes a log first.
  const address = existsSync(log) ? file : new URL("?immutable=1", pathToFileURL(file));
  const database = new DatabaseSync(address, { readOnly: true, timeout: 0 });
  try {
    checkVersion(database);
    checkNotMoved(database);
    // An older one would have to be written to first.
    if (versionOf(database) < migrations.length)
      throw new LeaseError({ kind: "ledger-unavailable", reason: "read-only" });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function open(path: string): DatabaseSync {
  checkNotEmptied(path);
  makePrivate(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    checkVersion(database);
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON",
    );
    checkIntegrity(database);
    checkNotMoved(database);
    // A log is read up to its first damaged byte. What follows is dropped without a word, and written over.
    const isOlder = versionOf(database) < migrations.length;
    if (isOlder && seenAt(path) > 0) copyLog(path);
    migrate(database);
    const seen = Math.max(seenAt(path), positionOf(database));
    const isBehind = positionOf(database) < seen;
    if (isBehind && !isOlder) copyLog(path);
    const aside = leftAside(path, toldOf(database));
    const doubtful = salvage(aside.files).filter((one) => isBehind || !isKnown(database, one));
    const logs = aside.logs.filter((log) => doubtful.length > 0 && salvage([log]).length > 0);
    const kept = [...aside.damaged, ...logs];
    if (isBehind || kept.length > 0)
      repair(database, {
        doubtful,
        protectedNumbers: salvageProtected(aside.files),
        caps: salvageCaps([...aside.files, capsFile(path)], [capsOf(database)]),
        seen,
        kept,
      });
    for (const log of aside.logs) if (!logs.includes(log)) rmSync(log);
    keepCaps(path, capsText(capsOf(database)));
    return database;
  } catch (error) {
    if (LeaseError.isInstance(error)) database.close();
    else closeUnread(database, path, isDamage(error));
    throw error;
  }
}

/** SQLite takes an empty file, or none, for a new one, and removes its log. */
function checkNotEmptied(path: string): void {
  const [file, log] = filesOf(path);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 && existsSync(log) && seenAt(path) > 0)
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

/** What people were told of that was put aside. */
function toldOf(database: DatabaseSync): readonly string[] {
  const told = database.prepare("SELECT notice ->> 'keptAt' AS keptAt FROM notices").all();
  return told.map(({ keptAt }) => String(keptAt ?? ""));
}

function isKnown(database: DatabaseSync, { id }: DoubtfulOperation): boolean {
  return database.prepare("SELECT 1 FROM operations WHERE id = ?").get(id) !== undefined;
}

/** Before anything else of it is read: what this SQLite cannot read of a later version's tables is no damage. */
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
