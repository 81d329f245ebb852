import type { LedgerRecords } from "@leaseline/core";
import { insertOperations, manyInto } from "./many.js";
import { json, operationRow, toCount } from "./rows.js";
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
  const { now } = standing;
  let { month, caps, moved, rewoundAt } = standing;
  const advance: LedgerRecords["advance"] = async (steps = 1) => {
    // Whoever waits for it hears of it with the commit.
    const [row] = await query(
      `INSERT INTO changes (position, session) SELECT coalesce(max(position), 0) + $3, $2 FROM changes
       RETURNING position, transaction::text, at::text, pg_notify($1, position::text)`,
      channel,
      session,
      steps,
    );
    const position = toCount(row?.["position"]);
    progress.last = {
      position,
      transaction: toText(row?.["transaction"]),
      at: toText(row?.["at"]),
    };
    return position;
  };
  return {
    ...viewOf(query, place),
    now: async () => now,
    month: async () => month,
    caps: async () => toCaps(caps),
    rewoundAt: async () => rewoundAt,
    moved: async () => toMoved(moved),
    advance,
    isGone: async (other) => {
      if (other === session) return false;
      const [row] = await query(
        "SELECT ended OR pg_try_advisory_xact_lock_shared(lock) AS gone FROM sessions WHERE session = $1",
        other,
      );
      return row?.["gone"] === true;
    },
    insertOperation: async (operation, position) =>
      void (await query(
        insertOperations,
        JSON.stringify([{ ...operationRow(operation), position }]),
      )),
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
    ...manyInto(query, advance),
    putList: async ({ list, identity, account, readAt, isWhole, position }) => {
      await query(
        `INSERT INTO lists (list, identity, account, read_at, is_whole, position) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (list) DO UPDATE SET identity = excluded.identity, account = excluded.account,
           read_at = excluded.read_at, is_whole = excluded.is_whole, position = excluded.position`,
        list,
        identity,
        account,
        readAt,
        isWhole,
        position,
      );
    },
    dropList: async (list) => void (await query("DELETE FROM lists WHERE list = $1", list)),
    putKey: async (key, operation) => {
      await query("DELETE FROM keys WHERE key = $1", key);
      if (operation !== null)
        await query("INSERT INTO keys (key, operation) VALUES ($1, $2)", key, operation);
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
