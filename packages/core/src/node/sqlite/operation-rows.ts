import type { AccountId } from "../../domain/account.js";
import type { E164 } from "../../domain/phone-number.js";
import type { Operation, Wish } from "../../ledger/operation.js";
import type { Transaction } from "./connection.js";
import { toColumns, toOperation } from "./rows.js";
import { isOpen } from "./schema.js";

// The table of the operations, row by row.

/** One that has just been claimed. */
export function newOperation(wish: Wish, sender: string, at: string): Operation {
  return {
    ...wish,
    id: crypto.randomUUID(),
    state: "claimed",
    sender,
    failure: null,
    order: null,
    startedAt: at,
    changedAt: at,
  };
}

export function insert(transaction: Transaction, operation: Operation): Operation {
  const columns = { ...toColumns(operation), position: count(transaction) };
  const names = Object.keys(columns);
  transaction.run(
    `INSERT INTO operations (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map((name) => `:${name}`).join(", ")})`,
    columns,
  );
  return operation;
}

export function update(transaction: Transaction, operation: Operation): void {
  const { id, ...columns } = toColumns(operation);
  transaction.run(
    `UPDATE operations SET ${Object.keys(columns)
      .map((name) => `"${name}" = :${name}`)
      .join(", ")} WHERE id = :id`,
    { ...columns, id: id ?? null },
  );
}

export function find(transaction: Transaction, operationId: string): Operation | null {
  const row = transaction.get("SELECT * FROM operations WHERE id = ?", operationId);
  return row ? toOperation(row) : null;
}

/** The operation that holds the number. */
export function openOn(
  transaction: Transaction,
  account: AccountId,
  number: E164,
): Operation | null {
  const row = transaction.get(
    `SELECT * FROM operations WHERE account = ? AND number = ? AND ${isOpen}`,
    account,
    number,
  );
  return row ? toOperation(row) : null;
}

/** The next position: everything that is written has one. */
export function count(transaction: Transaction): number {
  transaction.run("UPDATE counter SET position = position + 1");
  return Number(transaction.get("SELECT position FROM counter")?.["position"]);
}
