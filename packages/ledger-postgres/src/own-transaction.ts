import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { isCollision, isLost } from "./errors.js";

/** How often a transaction is run that others stand in the way of. */
export const mostTries = 5;

/** A little later each time, and not all at once. */
export function standAside(tries: number): Promise<void> {
  return sleep(Math.random() * 20 * tries);
}

/**
 * All of `work` or nothing, under one of the ledger's locks. It is run again where another transaction stood in its
 * way, so it is of what the ledger keeps about itself, and of nothing that anybody is told.
 */
export async function ownTransaction<Result>(
  client: ClientBase,
  lock: string,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      // What is seen is what others had committed once the lock was had, whatever the role's own isolation is.
      await client.query(
        `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${lock})`,
      );
      const result = await work();
      await client.query("COMMIT");
      return result;
    } catch (error) {
      // One that was lost is at it still, and is not used again.
      if (!isLost(error)) await client.query("ROLLBACK").catch(() => {});
      if (tries >= mostTries || !isCollision(error)) throw error;
    }
    await standAside(tries);
  }
}
