import type { LedgerRecords } from "@leaseline/core";
import { json, leaseValues, operationColumns, operationValues, toCount } from "./rows.js";
import { form } from "./schema.js";
import { toCaps, toMoved, toText } from "./stored.js";
import type { Writing } from "./transaction.js";
import { viewOf } from "./view.js";

/** What belongs to one session. */
export interface Own {
  readonly session: string;
  readonly channel: string;
  readonly place: string;
}

/** What can be written, within one transaction. */
export function recordsOf(
  { query, standing, progress }: Writing,
  { session, channel, place }: Own,
): LedgerRecords {
  // Read when the transaction began, so that it need not be read again.
  let { month, caps, moved, rewoundAt } = standing;
  return {
    ...viewOf(query, place),
    month: async () => month,
    caps: async () => toCaps(caps),
    rewoundAt: async () => rewoundAt,
    moved: async () => toMoved(moved),
    advance: async () => {
      // Whoever waits for it hears of it with the commit.
      const [row] = await query(
        `INSERT INTO changes (position, session) SELECT coalesce(max(position), 0) + 1, $2 FROM changes
         RETURNING position, transaction::text, pg_notify($1, position::text)`,
        channel,
        session,
      );
      const position = toCount(row?.["position"]);
      progress.last = { position, transaction: toText(row?.["transaction"]) };
      return position;
    },
    isGone: async (other) => {
      if (other === session) return false;
      const [row] = await query(
        "SELECT ended OR pg_try_advisory_xact_lock_shared(lock) AS gone FROM sessions WHERE session = $1",
        other,
      );
      return row?.["gone"] === true;
    },
    insertOperation: async (operation, position) => {
      const values = [...operationValues(operation), position];
      await query(
        `INSERT INTO operations (${operationColumns}, position) VALUES (${values.map((_, index) => `$${index + 1}`).join(", ")})`,
        ...values,
      );
    },
    updateOperation: async (operation) => {
      const set = operationColumns.split(", ").map((name, index) => `${name} = $${index + 1}`);
      await query(
        `UPDATE operations SET ${set.join(", ")} WHERE id = $2`,
        ...operationValues(operation),
      );
    },
    addEntry: async (id, { event, at }, position) => {
      await query(
        "INSERT INTO events (operation, position, form, event, at) VALUES ($1, $2, $3, $4, $5)",
        id,
        position,
        form,
        json(event),
        at,
      );
    },
    putLease: async (list, record) => {
      await query(
        `INSERT INTO leases (list, number, form, lease, origin, price, first, position, missed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (list, number) DO UPDATE SET form = excluded.form, lease = excluded.lease,
           origin = excluded.origin, price = excluded.price, first = excluded.first,
           position = excluded.position, missed = excluded.missed`,
        ...leaseValues(list, record),
      );
    },
    dropLease: async (list, number) =>
      void (await query("DELETE FROM leases WHERE list = $1 AND number = $2", list, number)),
    putList: async ({ list, identity, account, readAt, position }) => {
      await query(
        `INSERT INTO lists (list, identity, account, read_at, position) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (list) DO UPDATE SET identity = excluded.identity, account = excluded.account,
           read_at = excluded.read_at, position = excluded.position`,
        list,
        identity,
        account,
        readAt,
        position,
      );
    },
    dropList: async (list) => void (await query("DELETE FROM lists WHERE list = $1", list)),
    putNote: async ({ number, label, isProtected }) => {
      if (label === null && !isProtected)
        await query("DELETE FROM notes WHERE number = $1", number);
      else
        await query(
          `INSERT INTO notes (number, label, is_protected) VALUES ($1, $2, $3)
           ON CONFLICT (number) DO UPDATE SET label = excluded.label, is_protected = excluded.is_protected`,
          number,
          label,
          isProtected,
        );
    },
    putCosts: async (name, costs) => {
      await query(
        putCosts,
        name,
        costs.map(({ kind }) => kind),
        costs.map(({ month: one }) => one ?? ""),
        costs.map(({ money }) => money.currency),
        costs.map(({ money }) => money.amount),
      );
    },
    setCaps: async (given) => {
      caps = given;
      await query("UPDATE ledger SET caps = $1", JSON.stringify(given));
    },
    setRewoundAt: async (position) => {
      rewoundAt = position;
      await query("UPDATE ledger SET rewound_at = $1", position);
    },
    addNotice: async (notice) => {
      await query(
        "INSERT INTO notices (form, notice) VALUES ($1, $2)",
        form,
        JSON.stringify(notice),
      );
    },
    setMoved: async (given) => {
      moved = given;
      await query("UPDATE ledger SET moved = $1", json(given));
    },
    setTaken: async (move) => void (await query("INSERT INTO taken (move) VALUES ($1)", move)),
    setMonth: async (given) => {
      if (given === month) return;
      month = given;
      await query("UPDATE ledger SET month = $1", given);
    },
  };
}

/** In the place of all that stood under the name; the totals change by the difference. */
const putCosts = `
  WITH gone AS (
    DELETE FROM costs WHERE name = $1 RETURNING kind, month, currency, amount
  ), put AS (
    INSERT INTO costs (name, kind, month, currency, amount)
    SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::numeric[])
    RETURNING kind, month, currency, amount
  ), change AS (
    SELECT kind, month, currency, -amount AS amount, -1 AS times FROM gone
    UNION ALL SELECT kind, month, currency, amount, 1 FROM put
  )
  INSERT INTO totals (kind, month, currency, amount, times)
  SELECT kind, month, currency, sum(amount), sum(times) FROM change GROUP BY kind, month, currency
  ON CONFLICT (month, kind, currency) DO UPDATE
  SET amount = totals.amount + excluded.amount, times = totals.times + excluded.times`;
