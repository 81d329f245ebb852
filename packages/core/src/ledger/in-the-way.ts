import { LeaseError } from "../errors/lease-error.js";
import type { Operation } from "./operation.js";
import type { LedgerSession } from "./status.js";

/** What is told of a number that somebody's operation holds. */
export function inTheWay(
  { id, sender, startedAt }: Operation,
  sessions: readonly LedgerSession[],
): LeaseError {
  const holder = sessions.find(({ session }) => session === sender)?.holder ?? null;
  return new LeaseError({ kind: "in-progress", by: { operation: id, holder, since: startedAt } });
}
