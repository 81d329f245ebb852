import type {
  Booking,
  LedgerRecords,
  LedgerView,
  NumberNote,
  RecordedOperation,
} from "@leaseline/core";
import type { Query, Row } from "./query.js";
import { leaseRow, operationColumns, operationRow, toEntry, toOperation } from "./rows.js";
import { form } from "./schema.js";
import { toText } from "./stored.js";

// Many records at once: one question for all of them, as each waits for an answer, and everybody else for all answers.

/** What of a page there is to read. */
export function manyFrom(query: Query): Pick<LedgerView, "page" | "recorded"> {
  const withHistories = async (rows: readonly Row[]): Promise<readonly RecordedOperation[]> => {
    const operations = rows.map(toOperation);
    const histories = new Map(operations.map(({ id }) => [id, [] as Row[]]));
    const events = await query(eventsOf, [...histories.keys()]);
    for (const event of events) histories.get(toText(event["operation"]))?.push(event);
    return operations.map((operation) => ({
      operation,
      history: (histories.get(operation.id) ?? []).map(toEntry),
    }));
  };
  return {
    page: async (after, limit) =>
      withHistories(
        after === null
          ? await query(firstOperations, limit)
          : await query(operationsAfter, after, limit),
      ),
    recorded: async (ids) => withHistories(await query(operationsOf, ids)),
  };
}

export function manyInto(
  query: Query,
  advance: LedgerRecords["advance"],
): Pick<
  LedgerRecords,
  "insertRecorded" | "updateOperations" | "putLeases" | "dropLeases" | "putBookings" | "putNotes"
> {
  return {
    insertRecorded: async (all) => {
      const steps = all.reduce((sum, { history }) => sum + 1 + history.length, 0);
      let position = (await advance(steps)) - steps;
      const operations: unknown[] = [];
      const events: unknown[] = [];
      for (const { operation, history } of all) {
        operations.push({ ...operationRow(operation), position: (position += 1) });
        for (const { event, at } of history)
          events.push({ operation: operation.id, position: (position += 1), form, event, at });
      }
      await query(insertOperations, JSON.stringify(operations));
      await query(insertEvents, JSON.stringify(events));
    },
    updateOperations: async (operations) =>
      void (await query(updateOperations, JSON.stringify(operations.map(operationRow)))),
    putLeases: async (list, records) => {
      await query(putLeases, JSON.stringify(records.map((record) => leaseRow(list, record))));
    },
    dropLeases: async (list, numbers) =>
      void (await query("DELETE FROM leases WHERE list = $1 AND number = ANY ($2)", list, numbers)),
    putBookings: (bookings) => putBookings(query, bookings),
    putNotes: (notes) => putNotes(query, notes),
  };
}

/** In the place of all that stood under the names. */
async function putBookings(query: Query, bookings: readonly Booking[]): Promise<void> {
  const rows = bookings.flatMap(({ name, costs }) => costs.map((cost) => ({ name, ...cost })));
  await query(
    replaceCosts,
    bookings.map(({ name }) => name),
    rows.map(({ name }) => name),
    rows.map(({ kind }) => kind),
    rows.map(({ month }) => month ?? ""),
    rows.map(({ money }) => money.currency),
    rows.map(({ money }) => money.amount),
  );
}

async function putNotes(query: Query, notes: readonly NumberNote[]): Promise<void> {
  const isEmpty = ({ label, isProtected }: NumberNote) => label === null && !isProtected;
  const kept = notes.filter((note) => !isEmpty(note));
  await query(
    putNotesText,
    notes.filter(isEmpty).map(({ number }) => number),
    kept.map(({ number }) => number),
    kept.map(({ label }) => label),
    kept.map(({ isProtected }) => isProtected),
  );
}

const firstOperations = `SELECT ${operationColumns} FROM operations ORDER BY position LIMIT $1`;
export const operationsAfter = `
  SELECT ${operationColumns} FROM operations
  WHERE position > (SELECT position FROM operations WHERE id = $1)
  ORDER BY position LIMIT $2`;
const operationsOf = `SELECT ${operationColumns} FROM operations WHERE id = ANY ($1)`;
const eventsOf = `
  SELECT operation, form, event, at FROM events WHERE operation = ANY ($1)
  ORDER BY operation, position`;

export const insertOperations =
  "INSERT INTO operations SELECT * FROM json_populate_recordset(null::operations, $1)";
const insertEvents = "INSERT INTO events SELECT * FROM json_populate_recordset(null::events, $1)";
const updateOperations = `
  UPDATE operations AS before SET ${operationColumns
    .split(", ")
    .map((name) => `${name} = now.${name}`)
    .join(", ")}
  FROM json_populate_recordset(null::operations, $1) AS now WHERE before.id = now.id`;
const putLeases = `
  INSERT INTO leases SELECT * FROM json_populate_recordset(null::leases, $1)
  ON CONFLICT (list, number) DO UPDATE SET form = excluded.form, lease = excluded.lease,
    origin = excluded.origin, price = excluded.price, first = excluded.first,
    position = excluded.position, missed = excluded.missed`;

const putNotesText = `
  WITH gone AS (DELETE FROM notes WHERE number = ANY ($1))
  INSERT INTO notes (number, label, is_protected)
  SELECT * FROM unnest($2::text[], $3::text[], $4::boolean[])
  ON CONFLICT (number) DO UPDATE SET label = excluded.label, is_protected = excluded.is_protected`;

/** The totals change by the difference. */
const replaceCosts = `
  WITH gone AS (
    DELETE FROM costs WHERE name = ANY ($1) RETURNING kind, month, currency, amount
  ), put AS (
    INSERT INTO costs (name, kind, month, currency, amount)
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[])
    RETURNING kind, month, currency, amount
  ), change AS (
    SELECT kind, month, currency, -amount AS amount, -1 AS times FROM gone
    UNION ALL SELECT kind, month, currency, amount, 1 FROM put
  )
  INSERT INTO totals (kind, month, currency, amount, times)
  SELECT kind, month, currency, sum(amount), sum(times) FROM change GROUP BY kind, month, currency
  ON CONFLICT (month, kind, currency) DO UPDATE
  SET amount = totals.amount + excluded.amount, times = totals.times + excluded.times`;
