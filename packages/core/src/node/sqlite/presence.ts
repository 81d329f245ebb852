import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LedgerSession } from "../../ledger/status.js";
import { makeFolder } from "../make-folder.js";
import { type FileLock, lock } from "./lock.js";
import { type ProcessMark, ownProcess, stateOf } from "./process-mark.js";
import { type Row, text } from "./rows.js";
import { isOpen } from "./queries.js";

/** What of a transaction the sessions are written down with. */
interface Rows {
  all(sql: string, ...values: string[]): readonly Row[];
  run(sql: string, values: string[]): void;
}

/** Tells whether sessions live, without a clock. */
export interface Presence {
  /** Writes this session down, within a transaction. What sessions that are gone left behind goes. */
  register(rows: Rows): void;
  /** Within a transaction. A session of which it cannot be proved is not gone. */
  isGone(rows: Rows, session: string): boolean;
  /** At the end of a transaction: only what is written down needs no lock any more to be seen. */
  settle(isCommitted: boolean): void;
  /** Those that are not gone. Writes nothing. */
  living(rows: Pick<Rows, "all">): readonly LedgerSession[];
  /** Writes down that it ended by itself. */
  unregister(rows: Rows): void;
  /** @param left - whether it could be written down: if not, its file stays, so that others can see that it is free. */
  close(left: boolean): void;
}

/**
 * A session holds a lock on a file of its own, which the operating system lets go of when its process ends,
 * however it ends, and is written down with its process. It is gone when it said so, or when both agree: the
 * lock is free and the process is not there any more. A lock alone is let go of as soon as anything in the
 * process opens and closes the file; a process alone cannot be seen from another container.
 */
export function createPresence(folder: () => string, session: string): Presence {
  const fileOf = (one: string) => join(folder(), `${one}.lock`);
  let held: FileLock | null = null;
  /** What was found to be gone in this transaction. */
  const over = new Set<string>();

  const isGone: Presence["isGone"] = (rows, other) => {
    if (other === session) return false;
    const [row] = rows.all("SELECT process FROM sessions WHERE session = ?", other);
    const gone = isEnded(row && text(row["process"]), lockOf(other));
    if (!gone) return false;
    if (row) rows.run("UPDATE sessions SET process = '' WHERE session = ?", [other]);
    if (isSession(other)) over.add(other);
    return true;
  };
  const lockOf = (other: string): Lock => {
    if (!isSession(other) || !existsSync(fileOf(other))) return "missing";
    const left = lock(fileOf(other));
    left?.close();
    return left ? "free" : "held";
  };
  const seen = (other: string): Lock => {
    try {
      return lockOf(other);
    } catch {
      // In a folder that cannot be written in nobody can try.
      return "held";
    }
  };

  return {
    register: (rows) => {
      makeFolder(folder());
      held ??= lock(fileOf(session));
      if (!held) throw new Error("a lock of a new file is held by somebody else");
      living.add(held);
      for (const row of rows.all("SELECT session FROM sessions"))
        isGone(rows, text(row["session"]));
      // Nobody asks about one any more that left nothing open.
      rows.run(
        `DELETE FROM sessions WHERE process = '' AND session NOT IN (SELECT sender FROM operations WHERE ${isOpen})`,
        [],
      );
      rows.run("INSERT OR REPLACE INTO sessions (session, process) VALUES (?, ?)", [
        session,
        JSON.stringify(ownProcess()),
      ]);
      const known = new Set(rows.all("SELECT session FROM sessions").map((row) => row["session"]));
      for (const name of readdirSync(folder())) {
        const other = name.slice(0, session.length);
        if (!known.has(other)) isGone(rows, other);
      }
    },
    isGone,
    settle: (isCommitted) => {
      if (isCommitted) for (const other of over) tidyUp(fileOf(other));
      over.clear();
    },
    living: (rows) =>
      rows
        .all("SELECT session, process FROM sessions WHERE process <> '' ORDER BY session")
        .map((row) => ({ session: text(row["session"]), written: text(row["process"]) }))
        .filter((one) => one.session === session || !isEnded(one.written, seen(one.session)))
        .map((one) => ({
          session: one.session,
          // Written by `register`.
          holder: `process ${(JSON.parse(one.written) as ProcessMark).pid}`,
          since: madeAt(fileOf(one.session)),
        })),
    unregister: (rows) => {
      rows.run("UPDATE sessions SET process = '' WHERE session = ?", [session]);
    },
    close: (left) => {
      if (!held) return;
      living.delete(held);
      held.close();
      held = null;
      if (left) tidyUp(fileOf(session));
    },
  };
}

/** What says that a session has ended is written down by then: its file says nothing any more. */
function tidyUp(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // In a folder that cannot be written in it stays.
  }
}

type Lock = "held" | "free" | "missing";

/** @param written - its process; `""` when it ended by itself, undefined when it was never written down. */
function isEnded(written: string | undefined, found: Lock): boolean {
  if (found === "held") return false;
  if (written === "") return true;
  // A version that wrote no sessions down took its file away when it ended.
  if (written === undefined) return true;
  // Written by `register`.
  const state = stateOf(JSON.parse(written) as ProcessMark);
  return found === "free" ? state !== "lives" : state === "ended";
}

/** Null where the file is not there, or its system does not say. */
function madeAt(file: string): string | null {
  const made = statSync(file, { throwIfNoEntry: false })?.birthtimeMs;
  return made ? new Date(made).toISOString() : null;
}

function isSession(name: string): boolean {
  return /^[0-9a-f-]{36}$/.test(name);
}

/** Keeps the locks from being let go of by the garbage collector when a ledger is dropped and not closed. */
const living = new Set<FileLock>();
