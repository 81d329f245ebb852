import { type LedgerView, type OperationFilter, openStates } from "@leaseline/core";
import { manyFrom } from "./many.js";
import type { Query, Row, Value } from "./query.js";
import {
  operationColumns,
  toCount,
  toEntry,
  toLeaseRecord,
  toListRecord,
  toBookings,
  toCost,
  toNote,
  toSession,
  toOperation,
} from "./rows.js";
import { isOpen, isUnpriced, migrations } from "./schema.js";
import { toCaps, toMoved, toNotice, toNumber, toText } from "./stored.js";

/** What can be read, within one transaction. */
export function viewOf(query: Query, place: string): LedgerView {
  const ledger = async (column: "month" | "caps" | "moved") =>
    (await query(`SELECT ${column} FROM ledger`))[0]?.[column];
  return {
    // Whoever writes holds a lock until its commit, so these appear in their order.
    position: async () =>
      toCount(
        (await query("SELECT coalesce(max(position), 0) AS position FROM changes"))[0]?.[
          "position"
        ],
      ),
    operation: async (id) =>
      first(
        await query(`SELECT ${operationColumns} FROM operations WHERE id = $1`, id),
        toOperation,
      ),
    operationByKey: async (key) =>
      first(
        await query(
          `SELECT ${operationColumns} FROM operations
           WHERE id = (SELECT operation FROM keys WHERE key = $1) OR key = $1
           ORDER BY (id = (SELECT operation FROM keys WHERE key = $1)) DESC NULLS LAST, position DESC LIMIT 1`,
          key,
        ),
        toOperation,
      ),
    keys: async () =>
      (await query("SELECT key, operation FROM keys")).map((row) => ({
        key: toText(row["key"]),
        operation: toText(row["operation"]),
      })),
    operations: async (filter) => {
      const { text, values } = operationsQuery(filter);
      return (await query(text, ...values)).map(toOperation);
    },
    history: async (id) =>
      (
        await query("SELECT form, event, at FROM events WHERE operation = $1 ORDER BY position", id)
      ).map(toEntry),
    leasePage: async (list, after, limit) =>
      (
        await query(
          `SELECT ${leaseColumns} FROM leases WHERE list = $1 AND number > $2 ORDER BY number LIMIT $3`,
          list,
          after ?? "",
          limit,
        )
      ).map(toLeaseRecord),
    leases: async (list, numbers) =>
      (
        await query(
          `SELECT ${leaseColumns} FROM leases WHERE list = $1 AND number = ANY ($2)`,
          list,
          numbers,
        )
      ).map(toLeaseRecord),
    lastDone: async ({ identity, account }, numbers) =>
      (
        await query(
          `SELECT DISTINCT ON (number) ${operationColumns} FROM operations
           WHERE number = ANY ($1) AND state = 'committed' AND ${identity === null ? "identity IS NULL AND account" : "identity"} = $2
           ORDER BY number, position DESC`,
          numbers,
          identity ?? account,
        )
      ).map(toOperation),
    lists: async () =>
      (
        await query(
          "SELECT list, identity, account, read_at, is_whole, position FROM lists ORDER BY list",
        )
      ).map(toListRecord),
    notes: async (numbers) =>
      (numbers
        ? await query(`${noteRows} WHERE number = ANY ($1) ORDER BY number`, numbers)
        : await query(`${noteRows} ORDER BY number`)
      ).map(toNote),
    now: async () => {
      const [row] = await query(`SELECT ${epochMs} AS now`);
      return new Date(toCount(row?.["now"]));
    },
    costs: async (month) =>
      (
        await query(
          `SELECT kind, currency, sum(amount)::text AS amount FROM totals
           WHERE (month = '' OR month >= $1) AND times > 0 GROUP BY kind, currency ORDER BY kind DESC, currency`,
          month,
        )
      ).map(toCost),
    caps: async () => toCaps(await ledger("caps")),
    notices: async () =>
      (await query("SELECT notice FROM notices ORDER BY position")).map((row) =>
        toNotice(row["notice"]),
      ),
    unpriced: async () =>
      (
        await query(`SELECT list, number FROM leases WHERE ${isUnpriced} ORDER BY list, number`)
      ).map((row) => ({ list: toText(row["list"]), number: toNumber(row["number"]) })),
    ...manyFrom(query),
    bookings: async (names) =>
      toBookings(
        names
          ? await query(`${costRows} WHERE name = ANY ($1) ORDER BY name, id`, names)
          : await query(`${costRows} ORDER BY name, id`),
      ),
    about: async () => ({ place, version: migrations.length }),
    // Those whose lock somebody holds: to look at it takes and frees it for a moment.
    sessions: async () =>
      (
        await query(
          `SELECT session, holder, since FROM sessions
           WHERE NOT ended AND NOT pg_try_advisory_xact_lock_shared(lock) ORDER BY since, session`,
        )
      ).map(toSession),
    moved: async () => toMoved(await ledger("moved")),
    hasTaken: async (move) => (await query("SELECT FROM taken WHERE move = $1", move)).length > 0,
    month: async () => toText(await ledger("month")),
    rewoundAt: async () => {
      const [row] = await query("SELECT rewound_at, settles_at IS NULL AS settled FROM ledger");
      // No list is new enough, as the next write will say.
      return row?.["settled"] === true ? toCount(row["rewound_at"]) : Number.MAX_SAFE_INTEGER;
    },
  };
}

const costRows = "SELECT name, kind, month, currency, amount::text FROM costs";
const noteRows = "SELECT number, label, is_protected FROM notes";
const leaseColumns = "form, lease, origin, price, first, position, missed";

/** By the database's clock, at the moment that it is asked: whoever waited for others is not back where that began. */
export const epochMs = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text";

/** One text for each kind of question, with as much in it as the indexes have to know. */
export function operationsQuery(filter: OperationFilter): {
  readonly text: string;
  readonly values: readonly Value[];
} {
  const { states, identity, account, number, limit, before } = filter;
  const values: Value[] = [];
  const given = (value: Value) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (number !== undefined) conditions.push(`number = ${given(number)}`);
  if (identity === null) conditions.push("identity IS NULL");
  else if (identity !== undefined) conditions.push(`identity = ${given(identity)}`);
  if (account !== undefined) conditions.push(`account = ${given(account)}`);
  if (states) {
    const isEveryOpen =
      states.length === openStates.length && openStates.every((state) => states.includes(state));
    conditions.push(isEveryOpen ? isOpen : `state = ANY (${given(states)})`);
  }
  if (before !== undefined)
    conditions.push(`position < (SELECT position FROM operations WHERE id = ${given(before)})`);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
  const most = limit === undefined ? "" : `LIMIT ${given(limit)}`;
  return {
    text: `SELECT ${operationColumns} FROM operations ${where} ORDER BY position DESC ${most}`,
    values,
  };
}

function first<Result>(rows: readonly Row[], to: (row: Row) => Result): Result | null {
  const [row] = rows;
  return row ? to(row) : null;
}
