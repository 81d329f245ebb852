import { existsSync } from "node:fs";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { AccountId } from "../domain/account.js";
import { LeaseError } from "../errors/lease-error.js";
import { unavailable } from "./sqlite/errors.js";
import { inTransaction } from "./sqlite/in-transaction.js";
import { ledgerPath } from "./sqlite/ledger-path.js";
import { patiently } from "./sqlite/lock.js";
import { MovedLedger, markMoved } from "./sqlite/moved.js";
import { openDatabase } from "./sqlite/open-database.js";
import { createPresence } from "./sqlite/presence.js";
import { type Row, text } from "./sqlite/rows.js";
import { isOpen } from "./sqlite/schema.js";
import { noteSeen } from "./sqlite/seen.js";

export interface Adoption {
  /** How many operations were taken over; null when there was nothing to take, or it had been done before. */
  readonly operations: number | null;
}

/**
 * Takes over, once, what another ledger holds: operations with their histories, lists, costs and notices. The
 * other file is marked as moved, so that nothing is begun in it any more.
 * @param leaveOut - accounts that have no place in this one, such as the sandbox's.
 * @throws {LeaseError} `ledger-unavailable`: `busy` while a session of the other one has something under way.
 */
export async function adoptLedger(
  from: string,
  into: string,
  leaveOut: (account: AccountId) => boolean = () => false,
): Promise<Adoption> {
  if (!existsSync(from)) return { operations: null };
  try {
    const [source, target] = [ledgerPath(from), ledgerPath(into)];
    if (source === target) return { operations: null };
    const old = await openDatabase(source);
    try {
      const now = await openDatabase(target);
      try {
        return { operations: await move(old, now, { source, target, leaveOut }) };
      } finally {
        now.close();
      }
    } finally {
      old.close();
    }
  } catch (error) {
    if (error instanceof MovedLedger) return { operations: null };
    throw unavailable(error);
  }
}

interface Move {
  readonly source: string;
  readonly target: string;
  readonly leaveOut: (account: AccountId) => boolean;
}

async function move(old: DatabaseSync, now: DatabaseSync, { source, target, leaveOut }: Move) {
  // Nobody writes in the old one until it is marked; a process that ends before that leaves it to be taken again.
  await patiently(() => old.exec("BEGIN IMMEDIATE"));
  try {
    refuseWhileAtWork(old, source);
    let taken = 0;
    await patiently(() =>
      inTransaction(now, () => {
        taken = copy(old, now, leaveOut);
      }),
    );
    noteSeen(target, counterOf(now));
    markMoved(old, target);
    old.exec("COMMIT");
    return taken;
  } catch (error) {
    if (old.isTransaction) old.exec("ROLLBACK");
    throw error;
  }
}

function refuseWhileAtWork(old: DatabaseSync, source: string): void {
  const presence = createPresence(() => `${source}.sessions`, crypto.randomUUID());
  const rows = {
    all: (sql: string, ...values: string[]) => old.prepare(sql).all(...values),
    run: (sql: string, values: string[]) => void old.prepare(sql).run(...values),
  };
  for (const { sender } of rows.all(`SELECT DISTINCT sender FROM operations WHERE ${isOpen}`))
    if (!presence.isGone(rows, text(sender)))
      throw new LeaseError({ kind: "ledger-unavailable", reason: "busy" });
}

/** What is there already was taken before, by a process that ended half way. */
function copy(
  old: DatabaseSync,
  now: DatabaseSync,
  leaveOut: (account: AccountId) => boolean,
): number {
  let position = counterOf(now);
  const missing = (table: string, key: string, row: Row) =>
    !now.prepare(`SELECT 1 FROM ${table} WHERE ${key} = ?`).get(row[key] ?? null);
  const put = (table: string, row: Row) => {
    const { brief: _computed, ...columns } = row;
    const names = Object.keys(columns);
    const values: SQLInputValue[] = Object.values(columns);
    now
      .prepare(
        `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      )
      .run(...values);
  };
  const rowsOf = (table: string, order = "rowid"): readonly Row[] =>
    old.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all();

  const taken = rowsOf("operations", "position").filter(
    (row) => !leaveOut(text(row["account"])) && missing("operations", "id", row),
  );
  const costs = rowsOf("costs").filter((row) => missing("costs", "name", row));
  const bookedFor = new Set<string>();
  for (const row of taken) {
    put("operations", { ...row, position: (position += 1) });
    bookedFor.add(text(row["id"])).add(`first ${text(row["id"])}`);
    const events = old.prepare("SELECT * FROM events WHERE operation = ? ORDER BY position");
    for (const event of events.all(text(row["id"])))
      put("events", { ...event, position: (position += 1) });
  }
  const known = new Set(rowsOf("lists").map((row) => text(row["list"])));
  for (const row of rowsOf("lists")) {
    if (leaveOut(text(row["account"]))) known.delete(text(row["list"]));
    else if (missing("lists", "list", row)) put("lists", { ...row, position: (position += 1) });
  }
  for (const row of rowsOf("leases")) {
    const [list, number] = [text(row["list"]), text(row["number"])];
    const there = now.prepare("SELECT 1 FROM leases WHERE list = ? AND number = ?");
    if (!known.has(list) || there.get(list, number)) continue;
    put("leases", { ...row, position: (position += 1) });
    bookedFor.add(`${list} ${number}`);
  }
  for (const row of costs) if (bookedFor.has(text(row["name"]))) put("costs", row);
  for (const row of rowsOf("notes")) adoptNote(now, row);
  for (const { notice = null } of rowsOf("notices"))
    now.prepare("INSERT INTO notices (notice) VALUES (?)").run(notice);
  const [{ month = "" } = {}] = rowsOf("counter");
  now.prepare("UPDATE counter SET position = ?, month = max(month, ?)").run(position + 1, month);
  return taken.length;
}

/** Protected in either is protected; a label that is there stays. */
function adoptNote(now: DatabaseSync, row: Row): void {
  const { number = null, label = null } = row;
  now
    .prepare(
      `INSERT INTO notes (number, label, protected) VALUES (?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET label = coalesce(label, excluded.label), protected = max(protected, excluded.protected)`,
    )
    .run(number, label, row["protected"] ?? 0);
}

function counterOf(database: DatabaseSync): number {
  return Number(database.prepare("SELECT position FROM counter").get()?.["position"]);
}
