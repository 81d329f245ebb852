import { statSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import { LeaseError } from "../../errors/lease-error.js";
import { isDamage, unavailable } from "./errors.js";
import { type Damage, openDatabase, openReadOnly } from "./open-database.js";
import { type Presence, createPresence } from "./presence.js";

type Row = Record<string, SQLOutputValue>;

/** What is done within one transaction. */
export interface Transaction {
  readonly session: string;
  isGone(session: string): boolean;
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  run(sql: string, values?: SQLInputValue[] | Record<string, SQLInputValue>): void;
}

/** One session of a ledger's file, opened with the first call. */
export interface Connection {
  /** All of `work` or nothing, durable when it returns. @throws {LeaseError} `ledger-unavailable`. */
  write<Result>(work: (transaction: Transaction) => Result): Result;
  /** @throws {LeaseError} `ledger-unavailable`. */
  read<Result>(work: (transaction: Transaction) => Result): Result;
  close(): void;
}

/** @param repaired - told when a damaged file was put aside, before anything else is done with the new one. */
export function createConnection(
  path: string,
  repaired: (transaction: Transaction, damage: Damage) => void,
): Connection {
  let presence: Presence | null = null;
  let current: { database: DatabaseSync; transaction: Transaction; file: bigint } | null = null;
  let closed = false;

  const transactionOn = (database: DatabaseSync): Transaction => {
    const statements = new Map<string, StatementSync>();
    const prepare = (sql: string) => {
      const statement = statements.get(sql) ?? database.prepare(sql);
      statements.set(sql, statement);
      return statement;
    };
    const sessions = () => (presence ??= createPresence(`${path}.sessions`));
    return {
      get session() {
        return sessions().session;
      },
      isGone: (session) => sessions().isGone(session),
      get: (sql, ...values) => prepare(sql).get(...values),
      all: (sql, ...values) => prepare(sql).all(...values),
      run: (sql, values = []) =>
        void (Array.isArray(values) ? prepare(sql).run(...values) : prepare(sql).run(values)),
    };
  };

  const connect = () => {
    if (closed) throw new RangeError("the session has ended");
    // Another process may have put the file aside as damaged: what is written to it now would be lost.
    if (current && fileAt(path) !== current.file) disconnect();
    if (current) return current;
    const { database, damage } = openDatabase(path);
    const transaction = transactionOn(database);
    current = { database, transaction, file: fileAt(path) };
    if (damage) inTransaction(database, () => repaired(transaction, damage));
    return current;
  };
  const disconnect = () => {
    current?.database.close();
    current = null;
  };

  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      // The next call opens it again, and finds out.
      if (isDamage(error)) disconnect();
      throw unavailable(error);
    }
  };

  return {
    write: (work) =>
      guarded(() => {
        const { database, transaction } = connect();
        return inTransaction(database, () => work(transaction));
      }),
    read: (work) =>
      guarded(() => {
        try {
          return work(connect().transaction);
        } catch (error) {
          if (!isUnwritable(error)) throw error;
          const database = openReadOnly(path);
          try {
            return work(transactionOn(database));
          } finally {
            database.close();
          }
        }
      }),
    close: () => {
      closed = true;
      disconnect();
      presence?.close();
      presence = null;
    },
  };
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function isUnwritable(error: unknown): boolean {
  const translated = unavailable(error);
  return (
    translated instanceof LeaseError &&
    translated.failure.kind === "ledger-unavailable" &&
    translated.failure.reason === "read-only"
  );
}

function fileAt(path: string): bigint {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? -1n;
}
