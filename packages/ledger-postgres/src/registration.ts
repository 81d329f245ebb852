import type { Client } from "pg";
import { ownTransaction } from "./own-transaction.js";
import { isOpen } from "./schema.js";

const keptChanges = 10_000;

/** Writes the session down. What sessions that are gone left behind goes, where nobody asks about it any more. */
export async function register(
  client: Client,
  {
    session,
    lock,
    holder,
    write,
  }: { session: string; lock: string; holder: string; write: string },
): Promise<void> {
  await ownTransaction(client, write, async () => {
    await client.query(
      `INSERT INTO sessions (session, lock, holder, since, ended) VALUES ($1, $2, $3, clock_timestamp(), false)
       ON CONFLICT (session) DO UPDATE SET ended = false`,
      [session, lock, holder],
    );
    await client.query(
      `UPDATE sessions SET ended = true
       WHERE NOT ended AND session <> $1 AND pg_try_advisory_xact_lock_shared(lock)`,
      [session],
    );
    await client.query(
      `DELETE FROM sessions WHERE ended AND session NOT IN (SELECT sender FROM operations WHERE ${isOpen})`,
    );
    await client.query(
      "DELETE FROM changes WHERE position < (SELECT max(position) FROM changes) - $1",
      [keptChanges],
    );
  });
}

/** What cannot be written down is seen by others: its lock is free. */
export async function leave(client: Client, session: string): Promise<void> {
  await client
    .query("UPDATE sessions SET ended = true WHERE session = $1", [session])
    .catch(() => {});
  await client.end();
}
