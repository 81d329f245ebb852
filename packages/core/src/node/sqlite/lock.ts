import { chmodSync, closeSync, openSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { codeOf, primaryCode, sqliteBusy, unavailable } from "./errors.js";

/** How long another process may be at it before that is told. */
const patienceMs = 5000;

/**
 * Tries until nobody else is at it. SQLite's own waiting would hold up everything in this process; here the
 * event loop turns between two tries of well under a millisecond.
 * @throws what the last try threw.
 */
export async function patiently<Result>(
  attempt: () => Result,
  forMs = patienceMs,
): Promise<Result> {
  const end = performance.now() + forMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (primaryCode(error) !== sqliteBusy || performance.now() >= end) throw error;
    }
    // Not in step with others who wait for the same.
    await sleep(1 + Math.random() * 9);
  }
}

/** A lock that is held. The system lets go of it with the process. */
export interface FileLock {
  /** Lets go of it. */
  close(): void;
}

/** Takes the lock of a file until it is closed, or the process ends. Null while somebody holds it. @throws what SQLite does. */
export function lock(file: string): FileLock | null {
  makePrivate(file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (primaryCode(error) === sqliteBusy) return null;
    throw error;
  }
}

/**
 * Does what one program of a machine may do at a time, in its turn. The system lets go of the lock with the process.
 * @param file - nothing is ever written into it; made when it is not there, in a folder that is.
 * @throws {LeaseError} `ledger-unavailable`, also when its turn does not come; what the work throws.
 */
export async function inTurn<Result>(
  file: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  const turn = await patiently(() => {
    const held = lock(file);
    if (held) return held;
    throw Object.assign(new Error("somebody else is at it"), { errcode: sqliteBusy });
  }).catch((error: unknown) => {
    throw unavailable(error);
  });
  try {
    return await work();
  } finally {
    turn.close();
  }
}

/** For nobody else to read, also where it is there already; SQLite gives its log the same rights. */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  }
}
