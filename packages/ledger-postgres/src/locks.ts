import { createHash } from "node:crypto";

/** The advisory locks and the channel of one ledger; another schema of the same database is another ledger. */
export interface LedgerLocks {
  /** Held by whoever writes, one after the other, from the first read to the commit. */
  readonly write: string;
  /** Held by whoever brings the tables to this version. */
  readonly migrate: string;
  readonly channel: string;
}

export function locksOf(schema: string): LedgerLocks {
  return {
    write: key(`${schema} write`),
    migrate: key(`${schema} migrate`),
    channel: `leaseline_${hash(schema).toString("hex", 0, 8)}`,
  };
}

/** A number that PostgreSQL takes, and that is likely nobody else's. */
function key(name: string): string {
  return hash(`leaseline ${name}`).readBigInt64BE().toString();
}

function hash(name: string): Buffer {
  return createHash("sha256").update(name).digest();
}
