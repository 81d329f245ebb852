import { existsSync, mkdirSync, rmSync } from "node:fs";
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
 */
export function createPresence(folder: string): Presence {
  mkdirSync(folder, { recursive: true });
  const session = crypto.randomUUID();
  const fileOf = (one: string) => join(folder, `${one}.lock`);
  const held = lock(fileOf(session));
  if (!held) throw new Error("a lock of a new file is held by somebody else");
  living.add(held);

  return {
    session,
    isGone: (other) => {
      if (other === session) return false;
      // Its own file is there before a session writes anything down, and goes only when it has ended.
      if (!/^[0-9a-f-]{36}$/.test(other) || !existsSync(fileOf(other))) return true;
      const left = lock(fileOf(other));
      if (!left) return false;
      left.close();
      rmSync(fileOf(other), { force: true });
      return true;
    },
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
