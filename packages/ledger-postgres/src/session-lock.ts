import { LeaseError } from "@leaseline/core";
import type { Client } from "pg";
import { LostConnection } from "./errors.js";
import { queryOn } from "./query.js";

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
