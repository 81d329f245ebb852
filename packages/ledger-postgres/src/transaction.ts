import type { PoolClient } from "pg";
import { begin, met } from "./begin.js";
import type { Connections } from "./connections.js";
import { LostConnection, isCollision, isLost, isSpent } from "./errors.js";
import { type Progress, fateOf } from "./fate.js";
import type { Greeted } from "./greet.js";
import type { LedgerLocks } from "./locks.js";
import type { Settings } from "./options.js";
import { mostTries, standAside } from "./own-transaction.js";
import type { Presence } from "./presence.js";
import { type Query, queryOn } from "./query.js";
import { positionSeen } from "./seen.js";
import { latestChange, settle } from "./stock.js";
import { epochMs } from "./view.js";

/** How the ledger stood when a transaction that writes began: nobody else changes it until that ends. */
export interface Standing {
  /** By the database's clock, after everybody who wrote before. */
  readonly now: Date;
  readonly month: string;
  readonly rewoundAt: number;
  readonly caps: unknown;
  readonly moved: unknown;
  /** Whether the session is told of there, and was not taken for gone since. */
  readonly registered: boolean;
}

export interface Writing {
  readonly query: Query;
  readonly standing: Standing;
  readonly progress: Progress;
}

export interface Committing<Result> {
  readonly result: Result;
  readonly progress: Progress;
  readonly server: Greeted;
}

interface Begun {
  readonly locks: LedgerLocks;
  readonly presence: Presence;
  readonly settings: Settings;
}

/**
 * All of `work` or nothing. It is run again where another transaction stood in its way, and where the connection may not
 * write, or was lost before anything could have been committed. A commit whose answer was lost is asked about, by its
 * change and the number that PostgreSQL gave the transaction, before anything is said of it.
 */
export async function writeTo<Result>(
  connections: Connections,
  begun: Begun,
  work: (writing: Writing) => Promise<Result>,
): Promise<Committing<Result>> {
  for (let tries = 1; ; tries += 1) {
    let committing: Committing<Result> | null = null;
    let hasBegun = false;
    try {
      return await connections.use(async (client, server) => {
        hasBegun = true;
        const progress: Progress = { last: null };
        try {
          const standing = await stand(client, server, begun);
          const result = await work({ query: queryOn(client), standing, progress });
          committing = { result, progress, server };
          await client.query("COMMIT");
          return committing;
        } catch (error) {
          if (!isLost(error)) await client.query("ROLLBACK");
          throw error;
        }
      });
    } catch (error) {
      const lost = isLost(error);
      // The way there was tried patiently already.
      if (lost && !hasBegun) throw error;
      const fate = lost && committing ? await fateOf(connections, committing) : "rolled-back";
      if (fate === "committed" && committing) return committing;
      if (fate === "unknown") throw error;
      if (tries >= mostTries || !(isSpent(error) || isCollision(error))) throw error;
      await standAside(tries);
    }
  }
}

/** One after the other: the caps are one sum, and whoever adds to it has to have seen all of it. */
async function stand(
  client: PoolClient,
  server: Greeted,
  { locks, presence, settings }: Begun,
): Promise<Standing> {
  // In one go, as everybody else waits for it. Each statement sees what was committed before it began.
  const row = await begin<StandingRow>(
    client,
    server,
    `BEGIN ISOLATION LEVEL READ COMMITTED;
     SELECT pg_advisory_xact_lock(${locks.write});
     SELECT ${met}, month, rewound_at::text AS rewound_at, caps, moved, ${epochMs} AS now,
       settles_at IS NOT NULL AS settling,
       EXISTS (SELECT FROM ${locks.schema}.sessions WHERE session = '${presence.session}' AND NOT ended) AS registered,
       loaded, coalesce(position, 0)::text AS position
     FROM ${locks.schema}.ledger LEFT JOIN ${latestChange(locks.schema)} AS latest ON true`,
  );
  // What was known of this database holds no more, and whoever connects finds out what does.
  if (row.loaded) throw new LostConnection("the ledger was loaded out of a dump");
  if (Number(row.position) < positionSeen(settings, server))
    throw new LostConnection("the ledger lacks what was written last");
  const { now, month, settling, rewound_at: rewoundAt, caps, moved, registered } = row;
  return {
    now: new Date(Number(now)),
    month,
    rewoundAt: settling ? await settle(client) : Number(rewoundAt),
    caps,
    moved,
    registered: registered && presence.isAt(server),
  };
}

interface StandingRow {
  /** Null before the first change. */
  readonly loaded: boolean | null;
  readonly position: string;
  readonly now: string;
  readonly month: string;
  /** Whether something was lost, and no list is known yet to be new enough. */
  readonly settling: boolean;
  readonly rewound_at: string;
  readonly caps: unknown;
  readonly moved: unknown;
  readonly registered: boolean;
}
