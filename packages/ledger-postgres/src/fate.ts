import { setTimeout as sleep } from "node:timers/promises";
import type { Connections } from "./connections.js";
import type { Greeted } from "./greet.js";
import { isSameServer } from "./stock.js";

/** How far a transaction has come. */
export interface Progress {
  last: Change | null;
}

/** A change, with PostgreSQL's own number of the transaction that made it, and when it did. */
export interface Change {
  readonly position: number;
  readonly transaction: string;
  readonly at: string;
}

const doubtMs = 15_000;

/** What became of a commit that was not answered. */
export async function fateOf(
  connections: Connections,
  { progress: { last }, server }: { readonly progress: Progress; readonly server: Greeted },
): Promise<"committed" | "rolled-back" | "unknown"> {
  // Nothing was changed.
  if (last === null) return "rolled-back";
  const end = performance.now() + doubtMs;
  for (;;) {
    const fate = await askFate(connections, last, server).catch(() => "not-asked" as const);
    if (fate === "committed" || fate === "rolled-back") return fate;
    // Its connection may be cut, and PostgreSQL still at it.
    if (fate === "elsewhere" || performance.now() >= end) return "unknown";
    await sleep(100);
  }
}

/**
 * Numbers of transactions that went with a crash are given anew, and the next one may be committed: what tells is the
 * change, and the number no more than whether it can still come.
 */
async function askFate(
  connections: Connections,
  { position, transaction, at }: Change,
  before: Greeted,
): Promise<"committed" | "rolled-back" | "in-progress" | "elsewhere"> {
  return connections.use(async (client, server) => {
    // On another server, or after a recovery, the number is another transaction's.
    if (!isSameServer(server, before)) return "elsewhere";
    const { rows } = await client.query<{ stands: boolean; ended: boolean }>(
      `SELECT pg_visible_in_snapshot($2::xid8, pg_current_snapshot()) AS ended, EXISTS (
         SELECT FROM changes WHERE position = $1 AND transaction = $2::xid8 AND at = $3::timestamptz
       ) AS stands`,
      [position, transaction, at],
    );
    if (rows[0]?.stands) return "committed";
    return rows[0]?.ended ? "rolled-back" : "in-progress";
  });
}
