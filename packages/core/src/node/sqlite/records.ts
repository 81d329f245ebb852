import { totalsByCurrency } from "../../domain/money.js";
import type { SpendCap } from "../../domain/spending.js";
import type { OperationFilter } from "../../ledger/ledger.js";
import { oneByOne } from "../../ledger/one-by-one.js";
import type { LedgerRecords } from "../../ledger/store.js";
import type { Transaction } from "./connection.js";
import { movedIn, setMovedIn } from "./moved.js";
import { notesIn } from "./notes.js";
import {
  allBookings,
  bookingsOf,
  conditions,
  leasesOf,
  ledToBy,
  newestWith,
  operationsAfter,
  unpriced,
} from "./queries.js";
import {
  insertCosts,
  leaseColumns,
  operationColumns,
  text,
  toBookings,
  toCosts,
  toEntry,
  toKeptKey,
  toLeaseRecord,
  toListRecord,
  toNotice,
  toOperation,
  toUnpriced,
} from "./rows.js";
import { capsText } from "./salvage.js";
import { migrations } from "./schema.js";

/** The records of a ledger as rows, within one transaction. */
export function recordsIn(transaction: Transaction): LedgerRecords {
  const { get, all, run, isGone } = transaction;
  const counter = (column: "position" | "month" | "rewoundAt" | "caps") =>
    get(`SELECT ${column} FROM counter`)?.[column];
  const one = <Result>(
    row: ReturnType<typeof get>,
    to: (found: NonNullable<typeof row>) => Result,
  ) => (row ? to(row) : null);

  /** A list may be of thousands, and everything else in the process waits meanwhile. */
  const breathe = () => new Promise<void>((resolve) => void setImmediate(resolve));
  let written = 0;
  const eachOf = async <Item>(items: readonly Item[], write: (item: Item) => void) => {
    for (const item of items) {
      write(item);
      written += 1;
      if (written % 100 === 0) await breathe();
    }
  };

  const history = (id: string) =>
    all("SELECT * FROM events WHERE operation = ? ORDER BY position", id).map(toEntry);

  const operations = (filter: OperationFilter) => {
    const { where, values } = conditions(filter);
    const limit = filter.limit ?? -1;
    const chosen = `SELECT * FROM operations ${where} ORDER BY position DESC LIMIT ?`;
    return all(chosen, ...values, limit).map(toOperation);
  };

  const single: Omit<LedgerRecords, keyof ReturnType<typeof oneByOne>> = {
    position: async () => Number(counter("position")),
    operation: async (id) => one(get("SELECT * FROM operations WHERE id = ?", id), toOperation),
    operationByKey: async (key) => one(get(ledToBy, key) ?? get(newestWith, key), toOperation),
    keys: async () => all("SELECT * FROM keys").map(toKeptKey),
    operations: async (filter) => operations(filter),
    page: async (after, limit) => {
      await breathe();
      return all(operationsAfter, after, limit).map((row) => {
        const operation = toOperation(row);
        return { operation, history: history(operation.id) };
      });
    },
    history: async (id) => history(id),
    leasePage: async (list, after, limit) => {
      if (after !== null) await breathe();
      return all(
        "SELECT * FROM leases WHERE list = ? AND number > ? ORDER BY number LIMIT ?",
        list,
        after ?? "",
        limit,
      ).map(toLeaseRecord);
    },
    leases: async (list, numbers) =>
      all(leasesOf, list, JSON.stringify(numbers)).map(toLeaseRecord),
    lastDone: async ({ identity, account }, numbers) => {
      const owner = identity === null ? { identity, account } : { identity };
      return numbers.flatMap((number) =>
        operations({ ...owner, number, states: ["committed"], limit: 1 }),
      );
    },
    lists: async () => all("SELECT * FROM lists ORDER BY list").map(toListRecord),
    unpriced: async () => all(unpriced).map(toUnpriced),
    costs: async (month) => {
      // Many numbers cost the same: one row for each price, however many are held.
      const found = all(
        `SELECT kind, currency, amount, count(*) AS times FROM costs WHERE month IS NULL GROUP BY kind, currency, amount
         UNION ALL
         SELECT kind, currency, amount, count(*) FROM costs WHERE month >= ? GROUP BY kind, currency, amount`,
        month,
      ).map(toCosts);
      return (["running", "once"] as const).flatMap((kind) =>
        totalsByCurrency(found.filter((cost) => cost.kind === kind).map(({ money }) => money)).map(
          (money) => ({ kind, money }),
        ),
      );
    },
    caps: async () => JSON.parse(text(counter("caps"))) as readonly SpendCap[],
    ...notesIn(transaction),
    notices: async () => all("SELECT notice FROM notices ORDER BY position").map(toNotice),
    month: async () => text(counter("month")),
    rewoundAt: async () => Number(counter("rewoundAt")),
    bookings: async (names) =>
      toBookings(names ? all(bookingsOf, JSON.stringify(names)) : all(allBookings)),
    about: async () => ({ place: transaction.path, version: migrations.length }),
    sessions: async () => transaction.sessions(),
    moved: async () => movedIn(get),
    hasTaken: async (move) => get("SELECT 1 FROM taken WHERE move = ?", move) !== undefined,

    advance: async (steps = 1) => {
      run("UPDATE counter SET position = position + ?", [steps]);
      return Number(counter("position"));
    },
    isGone: async (session) => isGone(session),
    insertOperation: async (operation, position) => {
      const columns = { ...operationColumns(operation), version: migrations.length, position };
      const names = Object.keys(columns);
      run(
        `INSERT INTO operations (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map((name) => `:${name}`).join(", ")})`,
        columns,
      );
    },
    updateOperations: (operations) =>
      eachOf(operations, (operation) => {
        const { id = null, ...columns } = operationColumns(operation);
        const set = Object.keys(columns).map((name) => `"${name}" = :${name}`);
        run(`UPDATE operations SET ${set.join(", ")} WHERE id = :id`, { ...columns, id });
      }),
    addEntry: async (id, { event, at }, position) =>
      run("INSERT INTO events (position, operation, event, at) VALUES (?, ?, ?, ?)", [
        position,
        id,
        JSON.stringify(event),
        at,
      ]),
    putKey: async (key, operation) => {
      run("DELETE FROM keys WHERE key = ?", [key]);
      if (operation !== null) run("INSERT INTO keys VALUES (?, ?)", [key, operation]);
    },
    putLeases: (list, records) =>
      eachOf(records, (record) =>
        run(
          `INSERT OR REPLACE INTO leases (list, number, lease, origin, price, first, position, missed)
           VALUES (:list, :number, :lease, :origin, :price, :first, :position, :missed)`,
          { ...leaseColumns(record), list },
        ),
      ),
    dropLeases: (list, numbers) =>
      eachOf(numbers, (number) =>
        run("DELETE FROM leases WHERE list = ? AND number = ?", [list, number]),
      ),
    putList: async ({ list, identity, account, readAt, isWhole, position }) =>
      run(
        `INSERT OR REPLACE INTO lists (list, identity, account, readAt, isWhole, position)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [list, identity, account, readAt, isWhole ? 1 : 0, position],
      ),
    dropList: async (list) => run("DELETE FROM lists WHERE list = ?", [list]),
    putBookings: async (bookings) => {
      for (const { name, costs } of bookings) {
        run("DELETE FROM costs WHERE name = ?", [name]);
        insertCosts(name, costs, run);
      }
    },
    setCaps: async (caps) => run("UPDATE counter SET caps = ?", [capsText(caps)]),
    setMonth: async (month) => run("UPDATE counter SET month = ?", [month]),
    setRewoundAt: async (position) => run("UPDATE counter SET rewoundAt = ?", [position]),
    addNotice: async (notice) =>
      run("INSERT INTO notices (notice) VALUES (?)", [JSON.stringify(notice)]),
    setMoved: async (moved) => setMovedIn(transaction, moved),
    setTaken: async (move) => run("INSERT INTO taken VALUES (?)", [move]),
  };
  return { ...single, ...oneByOne(single) };
}
