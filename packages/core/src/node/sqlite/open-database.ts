import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LeaseError } from "../../errors/lease-error.js";
import { isDamage, sqliteCorrupt } from "./errors.js";
import { lock } from "./presence.js";
import { type DoubtfulWish, salvage } from "./salvage.js";
import { migrations } from "./schema.js";

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** Null when the file was whole. */
  readonly damage: Damage | null;
}

/** A file that had to be put aside. */
export interface Damage {
  readonly keptAt: string;
  /** The operations that it does not say have ended. */
  readonly doubtful: readonly DoubtfulWish[];
}

const busyTimeoutMs = 5000;

/**
 * Opens the file of a ledger, one process at a time, makes it if it is not there, and brings it to this
 * version. A damaged file is kept beside it under another name, and never written to again.
 * @throws {LeaseError} `ledger-unavailable` with `newer-version`; else what SQLite or the file system throws.
 */
export function openDatabase(path: string): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true });
  const opening = lock(`${path}.opening`, busyTimeoutMs);
  if (!opening) throw new LeaseError({ kind: "ledger-unavailable", reason: "busy" });
  try {
    try {
      return { database: open(path), damage: null };
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      const keptAt = putAside(path);
      return { database: open(path), damage: { keptAt, doubtful: error.doubtful } };
    }
  } finally {
    opening.close();
  }
}

/** For reading only, where nothing may be written. */
export function openReadOnly(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  checkVersion(database);
  return database;
}

function open(path: string): DatabaseSync {
  // The timeout has to be in force before the journal mode is set: several processes may be at it.
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    checkIntegrity(database);
    checkVersion(database);
    migrate(database);
    return database;
  } catch (error) {
    // Read before it is closed, which may throw away the log.
    const thrown = isDamage(error) ? new Damaged(salvage(filesOf(path))) : error;
    database.close();
    throw thrown;
  }
}

class Damaged extends Error {
  readonly doubtful: readonly DoubtfulWish[];

  constructor(doubtful: readonly DoubtfulWish[]) {
    super("the ledger's file is damaged");
    this.doubtful = doubtful;
  }
}

function checkIntegrity(database: DatabaseSync): void {
  const [first] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
  // As SQLite itself says it of a page that it cannot read.
  if (first !== "ok") throw Object.assign(new Error(String(first)), { errcode: sqliteCorrupt });
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}

function checkVersion(database: DatabaseSync): void {
  if (versionOf(database) > migrations.length)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
}

function migrate(database: DatabaseSync): void {
  for (let version = versionOf(database); version < migrations.length; version += 1) {
    database.exec(
      `BEGIN IMMEDIATE; ${migrations[version]}; PRAGMA user_version = ${version + 1}; COMMIT`,
    );
  }
}

function filesOf(path: string): readonly string[] {
  return [path, `${path}-wal`];
}

function putAside(path: string): string {
  let kept = path;
  for (let count = 1; existsSync(kept); count += 1) kept = `${path}.damaged-${count}`;
  const [file = "", log = ""] = filesOf(path);
  renameSync(file, kept);
  if (existsSync(log)) renameSync(log, `${kept}-wal`);
  rmSync(`${path}-shm`, { force: true });
  return kept;
}
