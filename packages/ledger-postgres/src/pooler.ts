import type { Client, ClientBase } from "pg";
import { LostConnection, askedFirst, pooled } from "./errors.js";

const rounds = 3;

interface Met {
  /** The server's process that answers. */
  readonly backend: number;
  /** Whether something is in between. */
  readonly isPooled: boolean;
}

/** The server tells each client the number of its own process, and a pooler one that it made up. */
export async function backendOf(client: ClientBase): Promise<Met> {
  const backend = await askedFirst(ask(client));
  return { backend, isPooled: !("processID" in client) || client.processID !== backend };
}

/**
 * Makes sure that a pooler is in session mode. In transaction mode it lends the server's connections from one
 * transaction to the next: a lock that was taken in one is somebody else's in the next. Changes nothing there.
 * @throws {LeaseError} `bad-input` with what to do.
 */
export async function proveSessions(
  { client, backend }: { readonly client: ClientBase; readonly backend: number },
  connect: () => Promise<Client>,
): Promise<void> {
  const other = await connect();
  try {
    for (let round = 0; round < rounds; round += 1) {
      // As long as the other one has a transaction, a pooler cannot lend its connection to this one.
      await askedFirst(other.query("BEGIN"));
      const met = (await ask(other)) === backend || (await ask(client)) !== backend;
      await other.query("ROLLBACK");
      // Once it has ended, that connection is the next one to be lent, or the one after it.
      if (met || (await ask(client)) !== backend || (await ask(client)) !== backend) throw pooled();
    }
  } finally {
    void other.end().catch(() => {});
  }
}

/**
 * A pooler may be put into another mode while it is used. What was met is lost with that, and what is met next tells why.
 * @throws {LostConnection}
 */
export function checkBackend(found: number | undefined, backend: number): void {
  if (found !== backend) throw new LostConnection("it leads to another process");
}

/**
 * Planned anew each time: a prepared statement would be another connection's as well. Nothing is set yet, such as where
 * functions are looked for.
 */
async function ask(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_catalog.pg_backend_pid() AS pid");
  return rows[0]?.pid ?? 0;
}
