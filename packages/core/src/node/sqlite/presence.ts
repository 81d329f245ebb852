import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { primaryCode, sqliteBusy } from "./errors.js";

/** Tells whether sessions live, without a clock. */
export interface Presence {
  readonly session: string;
  isGone(session: string): boolean;
  close(): void;
}

/**
 * Each session holds a lock on a file of its own, which the operating system lets go of when the process
 * ends, however it ends. Process ids would be used again, and a time would run out for one that is only slow.
 * To be called by one process at a time, such as within a transaction: between making its file and locking
 * it, a session would look as if it had ended.
 */
export function createPresence(folder: string): Presence {
  mkdirSync(folder, { recursive: true });
  const session = crypto.randomUUID();
  const fileOf = (one: string) => join(folder, `${one}.lock`);
  const held = lock(fileOf(session));
  if (!held) throw new Error("a lock of a new file is held by somebody else");
  living.add(held);

  const isGone = (other: string): boolean => {
    if (other === session) return false;
    // Its own file is there before a session writes anything down, and goes only when it has ended.
    if (!/^[0-9a-f-]{36}$/.test(other) || !existsSync(fileOf(other))) return true;
    const left = lock(fileOf(other));
    if (!left) return false;
    left.close();
    rmSync(fileOf(other), { force: true });
    return true;
  };
  // What sessions that ended without closing left behind.
  for (const name of readdirSync(folder)) isGone(name.slice(0, session.length));

  return {
    session,
    isGone,
    close: () => {
      living.delete(held);
      held.close();
      rmSync(fileOf(session), { force: true });
    },
  };
}

/** Keeps the locks from being let go of by the garbage collector when a ledger is dropped and not closed. */
const living = new Set<DatabaseSync>();

/** Takes the lock of a file, which {@link DatabaseSync.close} lets go of. Null when it is held for `timeoutMs`. */
export function lock(file: string, timeoutMs = 0): DatabaseSync | null {
  const database = new DatabaseSync(file, { timeout: timeoutMs });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (primaryCode(error) === sqliteBusy) return null;
    throw error;
  }
}
