import type { DatabaseSync } from "node:sqlite";
import { LeaseError } from "../../errors/lease-error.js";

/** What a ledger says of itself whose contents another one has taken over. */
export class MovedLedger extends LeaseError {
  constructor(into: string) {
    super({
      kind: "bad-input",
      field: "ledger",
      reason: `What this ledger held was taken over by ${into}. Use that one.`,
    });
  }
}

/** Nothing is begun in it any more, by no version: to earlier ones it is of a newer version, and has no operations. */
export function markMoved(database: DatabaseSync, into: string): void {
  database.exec("CREATE TABLE moved (path TEXT NOT NULL) STRICT");
  database.prepare("INSERT INTO moved VALUES (?)").run(into);
  database.exec("ALTER TABLE operations RENAME TO moved_operations; PRAGMA user_version = 1000000");
}

/** @throws {MovedLedger} when it was. */
export function checkNotMoved(database: DatabaseSync): void {
  const moved = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'moved'").get();
  if (!moved) return;
  const path = database.prepare("SELECT path FROM moved").get()?.["path"];
  throw new MovedLedger(String(path));
}
