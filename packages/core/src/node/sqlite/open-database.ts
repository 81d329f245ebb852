import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
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

/** A file that had to be put aside, or a log of which a part was lost. */
export interface Damage {
  readonly keptAt: string;
  /** The operations that may have been sent, and of which nothing else says how they ended. */
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
      return open(path);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      const keptAt = putAside(path);
      return { ...open(path), damage: { keptAt, doubtful: error.doubtful } };
    }
  } finally {
    opening.close();
  }
}

/** For reading only, where nothing may be written. */
export function openReadOnly(path: string): DatabaseSync {
  const [file = "", log = ""] = filesOf(path);
  // Where there is no log SQLite would have to make one, even to read. It is the same to read the file as
  // one that does not change: whoever changes it makes a log first.
  const address = existsSync(log) ? file : new URL("?immutable=1", pathToFileURL(file));
  const database = new DatabaseSync(address, { readOnly: true, timeout: busyTimeoutMs });
  try {
    checkVersion(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function open(path: string): OpenedDatabase {
  // The timeout has to be in force before the journal mode is set: several processes may be at it.
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    checkIntegrity(database);
    checkVersion(database);
    const damage = lostFromLog(database, path);
    migrate(database);
    return { database, damage };
  } catch (error) {
    // Read before it is closed, which may throw away the log.
    const thrown = isDamage(error) ? new Damaged(salvage(filesOf(path))) : error;
    database.close();
    throw thrown;
  }
}

/**
 * What the log holds and the database does not. SQLite reads a log as far as it is whole and drops the rest
 * without a word, as it must after a crash: so a damaged byte can take back that an operation was sent.
 */
function lostFromLog(database: DatabaseSync, path: string): Damage | null {
  const [, log = ""] = filesOf(path);
  if (!existsSync(log)) return null;
  // While nobody writes, everything else that stands in the log is in the database.
  database.exec("BEGIN IMMEDIATE");
  try {
    const stateOf =
      versionOf(database) > 0 && database.prepare("SELECT state FROM operations WHERE id = ?");
    const doubtful = salvage([log]).filter(({ id, sent }) => {
      const state = stateOf ? stateOf.get(id)?.["state"] : undefined;
      return state === undefined || (state === "claimed" && sent);
    });
    if (doubtful.length === 0) return null;
    const keptAt = unused(log);
    copyFileSync(log, keptAt);
    return { keptAt, doubtful };
  } finally {
    database.exec("COMMIT");
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
  const kept = unused(path);
  const [file = "", log = ""] = filesOf(path);
  renameSync(file, kept);
  if (existsSync(log)) renameSync(log, `${kept}-wal`);
  rmSync(`${path}-shm`, { force: true });
  return kept;
}

function unused(path: string): string {
  let kept = path;
  for (let count = 1; existsSync(kept); count += 1) kept = `${path}.damaged-${count}`;
  return kept;
}
