import { spendRefusal } from "../domain/spending.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import type { KnownLease, KnownLeases, Ledger, LedgerNotice } from "../ledger/ledger.js";
import { type Wish, advance, isOpen } from "../ledger/operation.js";
import { type Transaction, createConnection } from "./sqlite/connection.js";
import { keepList, keepOutcome, pricesOf } from "./sqlite/known-leases.js";
import { count, find, insert, newOperation, openOn, update } from "./sqlite/operation-rows.js";
import type { Damage } from "./sqlite/open-database.js";
import { text, toEntry, toKnownLease, toOperation } from "./sqlite/rows.js";

export interface SqliteLedgerOptions {
  /** The file; made with its folder when it is not there. Beside it stand a log and a folder of locks. */
  readonly path: string;
}

/**
 * A ledger in a file, shared by every process and window that opens it. Opened with the first call.
 * A file that cannot be written, is damaged, or is of a newer version, never lets anything be sent:
 * see the `ledger-unavailable` failure and {@link Ledger.notices}.
 */
export function sqliteLedger({ path }: SqliteLedgerOptions): Ledger {
  const connection = createConnection(path, block);
  const now = () => new Date().toISOString();

  return {
    claim: async (wish, caps = []) =>
      connection.write((transaction) => {
        const by = openOn(transaction, wish.account, wish.number);
        if (by) return { kind: "held", by };
        const refusal =
          wish.kind === "lease" ? spendRefusal(wish.price, caps, pricesOf(transaction)) : null;
        if (refusal) return { kind: "over-cap", refusal };
        return {
          kind: "claimed",
          operation: insert(transaction, newOperation(wish, transaction.session, now())),
        };
      }),
    record: async (operationId, event) =>
      connection.write((transaction) => {
        const operation = find(transaction, operationId);
        if (!operation) throw new RangeError("there is no such operation");
        const at = now();
        const advanced = advance(operation, event, at);
        if (advanced === operation) return operation;
        if (isOpen(operation) && operation.sender !== transaction.session)
          throw new RangeError("the operation belongs to another session");
        const position = count(transaction);
        update(transaction, advanced);
        transaction.run("INSERT INTO events (position, operation, event, at) VALUES (?, ?, ?, ?)", [
          position,
          operationId,
          JSON.stringify(event),
          at,
        ]);
        if (event.kind === "committed")
          keepOutcome(transaction, operation.kind, event.lease, position);
        return advanced;
      }),
    takeOver: async (operationId) =>
      connection.write((transaction) => {
        const operation = find(transaction, operationId);
        if (!operation || !isOpen(operation)) return null;
        if (operation.sender === transaction.session) return operation;
        if (!transaction.isGone(operation.sender)) return null;
        const taken = { ...operation, sender: transaction.session };
        update(transaction, taken);
        return taken;
      }),
    find: async (operationId) => connection.read((transaction) => find(transaction, operationId)),
    operations: async ({ states, account, number } = {}) =>
      connection.read((transaction) =>
        transaction
          .all(
            `SELECT * FROM operations
             WHERE (? IS NULL OR account = ?) AND (? IS NULL OR number = ?)
               AND (? IS NULL OR state IN (SELECT value FROM json_each(?)))
             ORDER BY position DESC`,
            ...twice(account),
            ...twice(number),
            ...twice(states && JSON.stringify(states)),
          )
          .map(toOperation),
      ),
    history: async (operationId) =>
      connection.read((transaction) =>
        transaction
          .all("SELECT * FROM events WHERE operation = ? ORDER BY position", operationId)
          .map(toEntry),
      ),
    position: async () =>
      connection.read((transaction) =>
        Number(transaction.get("SELECT position FROM counter")?.["position"]),
      ),
    keepList: async (account, leases, since) =>
      connection.write((transaction) =>
        keepList(transaction, { account, leases, since, at: now(), position: count(transaction) }),
      ),
    lists: async () => connection.read(listsOf),
    committed: async () => connection.read(pricesOf),
    forget: async (account) =>
      connection.write((transaction) => {
        transaction.run("DELETE FROM leases WHERE account = ?", [account]);
        transaction.run("DELETE FROM lists WHERE account = ?", [account]);
      }),
    notices: async () =>
      connection.read((transaction) =>
        transaction
          .all("SELECT notice FROM notices ORDER BY position")
          // Written by this file, below.
          .map(({ notice }) => JSON.parse(text(notice)) as LedgerNotice),
      ),
    close: async () => connection.close(),
  };
}

/** What a damaged file left in doubt holds its numbers until a person or the provider settles it. */
function block(transaction: Transaction, { keptAt, doubtful }: Damage): void {
  for (const { id, kind, account, number } of doubtful) {
    const inDoubt = {
      state: "needs-attention",
      sender: "",
      failure: outcomeUnknown("ledger-damaged"),
    } as const;
    const known = find(transaction, id);
    if (known) {
      update(transaction, { ...known, ...inDoubt });
      continue;
    }
    // An operation that is known of holds the number already.
    if (openOn(transaction, account, number)) continue;
    const wish: Wish = { kind, account, number, price: null, lease: null };
    insert(transaction, { ...newOperation(wish, "", new Date().toISOString()), ...inDoubt, id });
  }
  const notice: LedgerNotice = { kind: "damaged", keptAt, blocked: doubtful.length };
  transaction.run("INSERT INTO notices (notice) VALUES (?)", [JSON.stringify(notice)]);
}

function twice(value: string | undefined): [string | null, string | null] {
  return [value ?? null, value ?? null];
}

function listsOf(transaction: Transaction): readonly KnownLeases[] {
  const lists = new Map<string, { readAt: string | null; leases: KnownLease[] }>();
  for (const row of transaction.all("SELECT * FROM lists"))
    lists.set(text(row["account"]), { readAt: text(row["readAt"]), leases: [] });
  for (const row of transaction.all(
    "SELECT * FROM leases WHERE missed = 0 ORDER BY account, number",
  )) {
    const account = text(row["account"]);
    const list = lists.get(account) ?? { readAt: null, leases: [] };
    list.leases.push(toKnownLease(row));
    lists.set(account, list);
  }
  return [...lists].map(([account, list]) => ({ account, ...list }));
}
