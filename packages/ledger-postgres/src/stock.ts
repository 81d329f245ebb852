import type { ClientBase } from "pg";
import { isLost } from "./errors.js";
import { locksOf } from "./locks.js";
import type { Settings } from "./options.js";
import { ownTransaction } from "./own-transaction.js";
import { form } from "./schema.js";
import { type Seen, noteSeen, seenAt } from "./seen.js";
import { epochMs } from "./view.js";

/** See `Greeted`. */
export interface Server {
  readonly system: string;
  readonly timeline: string;
}

export function isSameServer(one: Server, other: Server): boolean {
  return one.system === other.system && one.timeline === other.timeline;
}

interface Row {
  readonly id: string;
  readonly system: string;
  readonly timeline: string;
  readonly position: string;
  readonly transaction: string;
  readonly loaded: boolean;
  /** Whether something was lost, and what was on its way then has arrived since. */
  readonly over: boolean;
}

/**
 * The latest change, and whether it was loaded out of a dump: whoever wrote it wrote down the number of the transaction
 * as well, and PostgreSQL keeps with each row which one has put it there. Vacuuming and upgrades leave that as it is.
 */
export const latestChange = (schema: string) =>
  `(SELECT position, transaction, xmin <> transaction::xid AS loaded
    FROM ${schema}.changes ORDER BY position DESC LIMIT 1)`;

const lookIn = (schema: string) => `
  SELECT id, system, timeline, coalesce(position, 0)::text AS position, coalesce(transaction::text, '') AS transaction,
    coalesce(loaded, false) AS loaded, coalesce(settles_at <= clock_timestamp(), false) AS over
  FROM ${schema}.ledger LEFT JOIN ${latestChange(schema)} AS latest ON true`;

/**
 * Finds out whether the database lacks what was written last: after a failover, or restored from a backup. The
 * server says so of itself, it was loaded out of a dump, or this machine has seen more than there is. Then nothing is leased before every
 * account has been read, and positions go on beyond all that were ever given.
 * @returns which ledger it is.
 */
export async function takeStock(
  client: ClientBase,
  server: Server,
  settings: Settings,
): Promise<string> {
  const { schema, write } = locksOf(settings.schema);
  const look = lookIn(schema);
  const found = rowOf(await client.query<Row>(look));
  const seen = seenAt(settings, found.id);
  const isUsual = found.system !== "" && !(seen && isBehind(found, seen));
  if (isUsual && !(await hasLost(client, found, { server, seen }))) {
    if (found.over) await settleFirst(client, write);
    noteSeen(settings, seenIn(found));
    return found.id;
  }
  const { row, isNewer } = await ownTransaction(client, write, async () => {
    // Somebody else may have done so meanwhile.
    const row = rowOf(await client.query<Row>(look));
    const lost = await hasLost(client, row, { server, seen });
    if (lost)
      await noteLoss(client, Math.max(Number(row.position), seen?.position ?? 0) + 1, settings);
    const behind = !lost && seen && isBehind(row, seen) ? seen : null;
    if (behind) await goBeyond(client, behind.position + 1);
    if (lost || row.system === "")
      await client.query("UPDATE ledger SET system = $1, timeline = $2", [
        server.system,
        server.timeline,
      ]);
    return { row, isNewer: lost || behind !== null };
  });
  if (isNewer) noteSeen(settings, seenIn(rowOf(await client.query<Row>(look))), "instead");
  return row.id;
}

/**
 * What the ledger calls claimed may have been marked as sent since, and that was lost: nobody may say that it was
 * not sent. What it calls sent may have been answered, and whoever sent it may live and not come back to it: it is
 * asked about, and whoever sent it may still say how it ended. Its positions are beyond all that were ever given.
 */
async function noteLoss(client: ClientBase, from: number, settings: Settings): Promise<void> {
  const { rows } = await client.query<{ now: string }>(`SELECT ${epochMs} AS now`);
  const at = new Date(Number(rows[0]?.now)).toISOString();
  const failure = { kind: "outcome-unknown", reason: "ledger-damaged", status: null, detail: null };
  const happened = [
    { kind: "sent" },
    { kind: "unknown", failure },
    { kind: "needs-attention", failure },
  ];
  const last = from + happened.length;
  await client.query("INSERT INTO changes (position, session) VALUES ($1, '')", [last]);
  for (const [index, event] of happened.entries())
    await client.query(
      `INSERT INTO events (operation, position, form, event, at)
       SELECT id, $1, $2, $3, $4 FROM operations WHERE state = 'claimed' OR state = 'sent' AND $5`,
      [from + index, form, JSON.stringify(event), at, event.kind !== "sent"],
    );
  await client.query(
    `UPDATE operations SET state = 'needs-attention', failure = $1, changed_at = $2
     WHERE state IN ('claimed', 'sent')`,
    [JSON.stringify(failure), at],
  );
  await client.query(
    `UPDATE ledger SET rewound_at = $1, settles_at = clock_timestamp() + $2 * interval '1 millisecond'`,
    [last, settings.lossSettlesMs],
  );
  await client.query("INSERT INTO notices (form, notice) VALUES ($1, $2)", [
    form,
    JSON.stringify({ kind: "rewound", at }),
  ]);
}

/** Whoever comes to read lists begins them after it; who cannot write it down leaves it to others. */
async function settleFirst(client: ClientBase, write: string): Promise<void> {
  try {
    await ownTransaction(client, write, () => settle(client));
  } catch (error) {
    if (isLost(error)) throw error;
  }
}

/**
 * After a loss: no list is new enough, until what may have been on its way has arrived. Those that are being read at
 * that moment have begun before it.
 * @returns beyond which position lists say something.
 */
export async function settle(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ position: string }>(
    `WITH change AS (
       INSERT INTO changes (position, session) SELECT coalesce(max(position), 0) + 1, '' FROM changes
       HAVING (SELECT settles_at <= clock_timestamp() FROM ledger)
       RETURNING position
     )
     UPDATE ledger SET settles_at = NULL, rewound_at = change.position FROM change
     RETURNING rewound_at AS position`,
  );
  return Number(rows[0]?.position ?? Number.MAX_SAFE_INTEGER);
}

/**
 * This machine has seen positions that went with a failover. Others have noted that loss; whoever waits here for
 * changes waits beyond those positions, and a list that is being read since then was begun before it.
 */
async function goBeyond(client: ClientBase, position: number): Promise<void> {
  await client.query("INSERT INTO changes (position, session) VALUES ($1, '')", [position]);
  await client.query("UPDATE ledger SET rewound_at = $1", [position]);
}

async function hasLost(
  client: ClientBase,
  row: Row,
  { server, seen }: { readonly server: Server; readonly seen: Seen | null },
): Promise<boolean> {
  if (row.loaded) return true;
  const isNew = row.system === "";
  if (!isNew && !isSameServer(row, server)) return true;
  if (seen === null) return false;
  if (seen.ledger !== row.id) return true;
  // What is gone that was seen before a failover went with it, and whoever came first has noted that.
  if (isBefore(seen, row)) return false;
  if (seen.position === 0) return false;
  // Others may have written since, up to where it was. Only the latest are kept.
  const { rows } = await client.query(
    `SELECT WHERE (SELECT min(position) FROM changes) > $1
       OR EXISTS (SELECT FROM changes WHERE position = $1 AND transaction = $2::xid8)`,
    [seen.position, seen.transaction],
  );
  return rows.length === 0;
}

/** Whether it was seen further, before the last failover. */
function isBehind(row: Row, seen: Seen): boolean {
  return seen.ledger === row.id && isBefore(seen, row) && seen.position >= Number(row.position);
}

/** Timelines of one server are counted; those of another one say nothing. */
function isBefore(seen: Seen, { system, timeline }: Row): boolean {
  return seen.system === system && seen.timeline !== undefined && seen.timeline < timeline;
}

function seenIn({ id, position, transaction, system, timeline }: Row): Seen {
  return { ledger: id, position: Number(position), transaction, system, timeline };
}

function rowOf({ rows }: { readonly rows: readonly Row[] }): Row {
  const [row] = rows;
  if (!row) throw new Error("the ledger has lost its only row");
  return row;
}
