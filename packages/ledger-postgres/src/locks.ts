import { createHash } from "node:crypto";
import { escapeIdentifier } from "pg";

/** The advisory locks, the channel and the schema of one ledger; another schema of the same database is another ledger. */
export interface LedgerLocks {
  /** Held by whoever writes, one after the other, from the first read to the commit. */
  readonly write: string;
  /** Held by whoever brings the tables to this version. */
  readonly migrate: string;
  readonly channel: string;
  /** As it stands in SQL, for what is asked of a connection that may have come to others meanwhile. */
  readonly schema: string;
}

export function locksOf(schema: string): LedgerLocks {
  return {
    write: key(`${schema} write`),
    migrate: key(`${schema} migrate`),
    channel: `leaseline_${hash(schema).toString("hex", 0, 8)}`,
    schema: escapeIdentifier(schema),
  };
}

/** A number that PostgreSQL takes, and that is likely nobody else's. */
function key(name: string): string {
  return hash(`leaseline ${name}`).readBigInt64BE().toString();
}

function hash(name: string): Buffer {
  return createHash("sha256").update(name).digest();
}
