import { LeaseError, phrase } from "@leaseline/core";
import { type ClientBase, escapeIdentifier } from "pg";
import { gone, isDenied } from "./errors.js";
import { locksOf } from "./locks.js";
import { ownTransaction } from "./own-transaction.js";
import type { Settings } from "./options.js";
import { refused } from "./refused.js";
import { migrations } from "./schema.js";
import { takeStock } from "./stock.js";

/** The server at the other end of a connection. */
export interface Greeted {
  /** PostgreSQL's own name for the files that it runs on, which a copy of them keeps. */
  readonly system: string;
  /** Another one after every recovery to an earlier moment, and every failover. */
  readonly timeline: string;
  /** Of the ledger in it. */
  readonly ledger: string;
  /** The server's process: another one would have other settings, and locks that are not ours. */
  readonly backend: number;
}

/**
 * What is done with every new connection before it is used: its settings, which server it has reached, and
 * whether that has lost anything.
 * @throws {LeaseError} `ledger-unavailable`: `standby`, `newer-version`.
 */
export async function greet(
  client: ClientBase,
  backend: number,
  settings: Settings,
): Promise<Greeted> {
  const schema = escapeIdentifier(settings.schema);
  await client.query(`
    SET search_path TO ${schema}, pg_temp;
    -- What a pooler hands on with a connection, of whoever had it before and may have crashed.
    DEALLOCATE ALL;
    SELECT pg_advisory_unlock_all();
    UNLISTEN *;
    SET client_encoding TO 'UTF8';
    SET standard_conforming_strings TO on;
    SET array_nulls TO on;
    -- Rows that a policy hides are refused, and not taken for none.
    SET row_security TO off;
    SET datestyle TO 'ISO';
    SET lock_timeout TO '5s';
    SET statement_timeout TO '8s';
    -- Before those that wait for what it holds give up.
    SET idle_in_transaction_session_timeout TO '4s';
    -- Whose session idles is there, and whoever moves a ledger takes as long as it is.
    SET idle_session_timeout TO 0;
    SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout';
    -- What has gone away without a word is noticed within half a minute.
    SET tcp_keepalives_idle TO 10;
    SET tcp_keepalives_interval TO 5;
    SET tcp_keepalives_count TO 3;
    SET tcp_user_timeout TO 25000;
    -- Durable when it resolves, whatever the database does for others, or is told to do from now on.
    SELECT set_config('synchronous_commit', CASE WHEN now IN ('off', 'local') THEN 'on' ELSE now END, false)
      FROM current_setting('synchronous_commit') AS now;`);
  const { rows } = await client.query<Reached>(`
    SELECT pg_is_in_recovery() AS standby, current_setting('server_encoding') AS encoding,
      (SELECT system_identifier::text FROM pg_control_system()) AS system,
      CASE WHEN pg_is_in_recovery() THEN ''
        ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END AS timeline`);
  const [server] = rows;
  if (!server || server.standby)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "standby" });
  // A label or an account's name that cannot be written down would hold up what became of a lease for ever.
  if (!keepsAll.has(server.encoding))
    throw refused(
      phrase(
        "The database keeps text as {0}, and most of the world's characters not at all. Make one with ENCODING 'UTF8' for the ledger.",
      ),
      { values: [server.encoding] },
    );
  await migrate(client, settings);
  const { system, timeline } = server;
  const ledger = await takeStock(client, { system, timeline }, settings);
  return { system, timeline, ledger, backend };
}

interface Reached {
  readonly standby: boolean;
  readonly encoding: string;
  readonly system: string;
  readonly timeline: string;
}

/** SQL_ASCII is how PostgreSQL calls bytes that it leaves as they are. */
const keepsAll = new Set(["UTF8", "SQL_ASCII"]);

/** Brings the tables to this version, one process at a time. */
async function migrate(client: ClientBase, { schema }: Settings): Promise<void> {
  if ((await versionIn(client, schema)) === migrations.length) return;
  const name = escapeIdentifier(schema);
  await ownTransaction(client, locksOf(schema).migrate, async () => {
    const version = await versionIn(client, schema);
    if (version === null && !(await hasSchema(client, schema)))
      await client.query(`CREATE SCHEMA ${name}`);
    try {
      for (const migration of migrations.slice(version ?? 0)) await client.query(migration);
    } catch (cause) {
      if (version === null || !isDenied(cause)) throw cause;
      throw refused(
        phrase(
          "The tables of the ledger are an earlier version's, and only the role that they belong to can bring them to this one: open the ledger once as that role, and then give the rights again that its README has as SQL.",
        ),
        { cause },
      );
    }
    await client.query("UPDATE ledger SET version = $1", [migrations.length]);
  });
}

/** Null for none. @throws {LeaseError} `newer-version`. */
async function versionIn(client: ClientBase, schema: string): Promise<number | null> {
  const { rows } = await client.query(
    `SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = $1 AND relname = 'ledger'`,
    [schema],
  );
  if (rows.length === 0) return null;
  // By its whole name: one that may not look into the schema is told that, and not that there is nothing.
  const found = await client.query<{ version: number }>(
    `SELECT version FROM ${escapeIdentifier(schema)}.ledger`,
  );
  const [row] = found.rows;
  if (!row) throw gone();
  const { version } = row;
  if (version > migrations.length)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
  return version;
}

async function hasSchema(client: ClientBase, schema: string): Promise<boolean> {
  const { rows } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
  return rows.length > 0;
}
