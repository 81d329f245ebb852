import { statSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { LeaseError } from "../../errors/lease-error.js";
import type { LedgerSession } from "../../ledger/status.js";
import { isDamage, unavailable } from "./errors.js";
import { rollBack } from "./in-transaction.js";
import { keepCaps, noteSeen } from "./second-place.js";
import { ledgerPath } from "./ledger-path.js";
import { patiently } from "./lock.js";
import { settleLoss } from "./loss.js";
import { openDatabase, openReadOnly } from "./open-database.js";
import { type Presence, createPresence } from "./presence.js";
import { type Row, text } from "./rows.js";

/** What is done within one transaction. */
export interface Transaction {
  readonly path: string;
  readonly isGone: (session: string) => boolean;
  readonly sessions: () => readonly LedgerSession[];
  readonly get: (sql: string, ...values: SQLInputValue[]) => Row | undefined;
  readonly all: (sql: string, ...values: SQLInputValue[]) => Row[];
  readonly run: (sql: string, values?: SQLInputValue[] | Record<string, SQLInputValue>) => void;
}

/** One session of a ledger's file, opened with the first call. */
export interface Connection {
  readonly session: string;
  /** All of `work` or nothing, durable when it resolves. @throws {LeaseError} `ledger-unavailable`. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** @throws {LeaseError} `ledger-unavailable`. */
  read<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface Opened {
  readonly database: DatabaseSync;
  readonly transaction: Transaction;
  readonly file: bigint;
}

/** @param given - the path, which is checked and resolved with the first call. */
export function createConnection(given: () => string): Connection {
  const session = crypto.randomUUID();
  let path = "";
  const presence = createPresence(() => `${path}.sessions`, session);
  let current: Opened | null = null;
  let registered = false;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();
  /** Another process may have put the file aside as damaged, or have removed it. */
  const isInPlace = ({ file }: Opened) => fileAt(path) === file;
  const disconnect = () => {
    current?.database.close();
    current = null;
    registered = false;
  };
  const connect = async (): Promise<Opened> => {
    // What is written now to one that is not in its place would be lost.
    if (current && !isInPlace(current)) disconnect();
    if (current) return current;
    path = ledgerPath(given());
    const database = await openDatabase(path);
    const transaction = transactionOn(database, path, presence);
    current = { database, transaction, file: fileAt(path) };
    return current;
  };

  /** One after the other, as all have one connection. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(async () => {
      try {
        return await work();
      } catch (error) {
        // The next call opens it again, and finds out.
        if (isDamage(error)) disconnect();
        throw unavailable(error);
      }
    });
    turn = result.catch(() => {});
    return result;
  };
  /** Null where another file has come into the place of this one while the lock was waited for. */
  const written = async <Result>(
    opened: Opened,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ readonly result: Result } | null> => {
    const { database, transaction } = opened;
    await patiently(() => database.exec("BEGIN IMMEDIATE"));
    try {
      if (!isInPlace(opened)) return null;
      const result = await work(transaction);
      settleLoss(transaction);
      const { position, caps } = transaction.get("SELECT position, caps FROM counter") ?? {};
      database.exec("COMMIT");
      presence.settle(true);
      noteSeen(path, Number(position));
      keepCaps(path, text(caps));
      return { result };
    } finally {
      rollBack(database);
      presence.settle(false);
    }
  };

  return {
    session,
    write: (work) =>
      inTurn(async () => {
        if (closed) throw ended();
        for (;;) {
          const opened = await connect();
          if (registered) {
            const done = await written(opened, work);
            if (done) return done.result;
          } else registered = !!(await written(opened, async (rows) => presence.register(rows)));
        }
      }),
    read: (work) =>
      inTurn(async () => {
        if (closed) throw ended();
        try {
          const { database, transaction } = await connect();
          return await snapshot(database, () => work(transaction));
        } catch (error) {
          // Where not even its place could be found there is nothing to read.
          if (!isUnwritable(error) || path === "") throw error;
          const database = openReadOnly(path);
          try {
            return await work(transactionOn(database, path, { ...presence, isGone: () => false }));
          } finally {
            database.close();
          }
        }
      }),
    close: () =>
      inTurn(async () => {
        if (closed) return;
        closed = true;
        // What cannot be written down is found out by others when the process has ended. Another file in its place
        // knows nothing of this session, and where there is none, none is made for it.
        const left =
          registered &&
          current &&
          (await written(current, async (rows) => presence.unregister(rows)).catch(() => null));
        disconnect();
        presence.close(!!left);
      }),
  };
}

function ended(): LeaseError {
  return new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
}

/** The same moment for all that is read. */
async function snapshot<Result>(database: DatabaseSync, work: () => Promise<Result>) {
  database.exec("BEGIN");
  try {
    await patiently(() => database.prepare("SELECT position FROM counter").get());
    return await work();
  } finally {
    rollBack(database);
  }
}

function transactionOn(
  database: DatabaseSync,
  path: string,
  { isGone, living }: Pick<Presence, "isGone" | "living">,
): Transaction {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const transaction: Transaction = {
    path,
    isGone: (session) => isGone(transaction, session),
    sessions: () => living(transaction),
    get: (sql, ...values) => prepare(sql).get(...values),
    all: (sql, ...values) => prepare(sql).all(...values),
    run: (sql, values = []) =>
      void (Array.isArray(values) ? prepare(sql).run(...values) : prepare(sql).run(values)),
  };
  return transaction;
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
