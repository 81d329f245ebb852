import type { Stage } from "./stage.js";

/** The connections that hold a session's lock. */
export async function sessionsOf(place: Stage) {
  return place.sql(
    `SELECT pid FROM pg_locks JOIN "${place.options.schema}".sessions
     ON ((classid::bigint << 32) | objid::bigint) = lock
     WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock'`,
  );
}
