import type { Client, ClientBase } from "pg";
import { LeaseError } from "@leaseline/core";
import { ownTransaction } from "./own-transaction.js";
import { isOpen } from "./schema.js";
import { LostConnection, denied } from "./errors.js";
import { queryOn } from "./query.js";

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

/**
 * Takes the lock of a session.
 * @param before - the connection that held it last, which the server may still take for alive.
 * @returns the server's process that has it.
 */
export async function hold(client: Client, lock: string, before: number | null): Promise<number> {
  const query = queryOn(client);
  const end = performance.now() + 5000;
  for (;;) {
    const [row] = await query(
      "SELECT pg_try_advisory_lock($1::bigint) AS held, pg_backend_pid() AS pid",
      lock,
    );
    if (row?.["held"] === true) return Number(row["pid"]);
    // Its holder is busy with something that does not end, such as a commit that waits for a standby.
    if (performance.now() > end)
      throw new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
    // As whom it logged in: another role that it was set to may not end what that one has begun.
    await client.query("BEGIN; SET LOCAL ROLE NONE");
    // Only where it is what holds the lock: its number may be another one's by now.
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE pid = $1 AND locktype = 'advisory' AND granted
       AND ((classid::bigint << 32) | objid::bigint) = $2::bigint`,
      before ?? 0,
      lock,
    );
    await client.query("COMMIT");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @throws {LostConnection} where a pooler has been put into another mode. */
export async function checkHeld(client: Client, lock: string): Promise<void> {
  // Planned anew each time: a prepared statement would be another connection's as well.
  const { rows } = await client.query(
    `SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory' AND granted
     AND ((classid::bigint << 32) | objid::bigint) = $1::bigint`,
    [lock],
  );
  if (rows.length === 0) throw new LostConnection("the session's lock went with it");
}

/** What the README gives a role that leases, by the right. */
const needed = {
  SELECT:
    "ledger changes operations events lists leases costs totals notes sessions taken notices keys",
  INSERT: "changes operations events lists leases costs totals notes sessions taken notices keys",
  UPDATE: "ledger operations lists leases totals notes sessions",
  DELETE: "changes lists leases costs notes sessions keys",
};

/**
 * Some are used only once a request was sent, for what became of it. Without them nothing is begun.
 * @throws {LeaseError} `bad-input`.
 */
export async function checkRights(client: ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT FROM json_each_text($1) AS needed, string_to_table(needed.value, ' ') AS one
     WHERE NOT has_table_privilege(one, needed.key) LIMIT 1`,
    [JSON.stringify(needed)],
  );
  if (rows.length > 0) throw denied();
}
