import { phrase } from "@leaseline/core";
import type { Client } from "pg";
import { refused } from "./refused.js";
import type { Connections } from "./connections.js";

const rounds = 3;

/**
 * Makes sure that a connection is one to the database itself. A pooler in transaction mode lends the server's
 * connections from one transaction to the next: a lock that was taken in one is somebody else's in the next.
 * @throws {LeaseError} `bad-input` with what to do.
 */
export async function checkDirect(
  client: Client,
  { pid, lock }: { readonly pid: number; readonly lock: string },
  connections: Connections,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const met = await connections.use(async (other) => {
      // As long as the other one has a transaction, a pooler cannot lend its connection to this one.
      await other.query("BEGIN");
      try {
        const { rows } = await other.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        return rows[0]?.pid === pid || !(await holds(client, pid, lock));
      } finally {
        await other.query("ROLLBACK");
      }
    });
    // Once it has ended, that connection is the next one to be lent, or the one after it.
    const shared = met || !(await holds(client, pid, lock)) || !(await holds(client, pid, lock));
    if (shared)
      throw refused(
        phrase(
          "A pooler in transaction mode is in front of the database, and sessions cannot be told apart through it. Name the database itself, or a port of the pooler in session mode.",
        ),
      );
  }
}

/** Planned anew each time: a prepared statement would be another connection's as well. */
async function holds(client: Client, pid: number, lock: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    `SELECT pg_backend_pid() = $1 AND EXISTS (
       SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory' AND granted
       AND ((classid::bigint << 32) | objid::bigint) = $2::bigint
     ) AS held`,
    [pid, lock],
  );
  return rows[0]?.held === true;
}
