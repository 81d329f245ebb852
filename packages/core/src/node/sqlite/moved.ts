import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { type Moved, MovedLedger } from "../../ledger/moved.js";
import { type Row, text } from "./rows.js";

// A file that was moved is of a newer version to every version that does not know of it. Sessions that have it open
// already, of whatever version, are stopped by triggers: whatever is written advances the counter.

/** Added to the version of a file's form while it was moved. */
const movedVersion = 1_000_000;
/** In the place of whether it is done: the path is that of the one that it came from. */
const arrived = 2;

/** The version of the file's form. */
export function versionOf(database: DatabaseSync): number {
  return versionIn(database) % movedVersion;
}

/** Writes down that the file is of another form now. */
export function setVersion(database: DatabaseSync, version: number): void {
  const moved = versionIn(database) >= movedVersion ? movedVersion : 0;
  database.exec(`PRAGMA user_version = ${moved + version}`);
}

/** @throws {MovedLedger} when another ledger has everything. */
export function checkNotMoved(database: DatabaseSync): void {
  const moved = movedIn((sql) => database.prepare(sql).get());
  if (moved?.done) throw new MovedLedger(moved);
}

/** What of a transaction it takes. */
interface Rows {
  readonly get: (sql: string) => Row | undefined;
  readonly run: (sql: string, values?: SQLInputValue[]) => void;
}

export function movedIn(get: Rows["get"]): Moved | null {
  if (!get("SELECT 1 FROM sqlite_schema WHERE name = 'moved'")) return null;
  const { path, move = "", done = 1 } = get("SELECT * FROM moved") ?? {};
  if (done === arrived) return { to: "", move: text(move), done: false, from: text(path) };
  // An earlier version wrote the path alone, and only once everything was there.
  return { to: text(path), move: text(move), done: done === 1 };
}

export function setMovedIn({ get, run }: Rows, moved: Moved | null): void {
  const version = Number(get("PRAGMA user_version")?.["user_version"]) % movedVersion;
  run("DROP TABLE IF EXISTS moved");
  for (const [name] of stops) run(`DROP TRIGGER IF EXISTS ${name}`);
  run(`PRAGMA user_version = ${version + (moved ? movedVersion : 0)}`);
  if (!moved) return;
  run("CREATE TABLE moved (path TEXT NOT NULL, move TEXT NOT NULL, done INTEGER NOT NULL) STRICT");
  const { from, to, move } = moved;
  const done = from === undefined ? Number(moved.done) : arrived;
  run("INSERT INTO moved VALUES (?, ?, ?)", [from ?? to, move, done]);
  for (const [name, event] of stops)
    run(
      `CREATE TRIGGER ${name} BEFORE ${event} BEGIN SELECT RAISE(ABORT, 'this ledger was moved'); END`,
    );
}

const stops = [
  ["moved_counter", "UPDATE ON counter"],
  ["moved_operation", "UPDATE ON operations"],
  ["moved_beginning", "INSERT ON operations"],
] as const;

function versionIn(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}
