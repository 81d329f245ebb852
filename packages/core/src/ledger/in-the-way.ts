import { providerOf } from "../domain/account.js";
import { LeaseError } from "../errors/lease-error.js";
import type { InTheWay } from "../errors/lease-failure.js";
import type { Operation } from "./operation.js";
import type { LedgerSession } from "./status.js";

/** `in-progress`: the number is held by this operation. @param sessions - those that live, which name who is at it. */
export function inTheWay(operation: Operation, sessions: readonly LedgerSession[]): LeaseError {
  return new LeaseError({ kind: "in-progress", by: whose(operation, sessions) });
}

/** `not-connected`: the account that the operation belongs to is not connected here. */
export function notConnected(operation: Operation, sessions: readonly LedgerSession[]): LeaseError {
  const provider = providerOf(operation.identity);
  return new LeaseError({ kind: "not-connected", provider, by: whose(operation, sessions) });
}

function whose(
  { id, account, sender, startedAt }: Operation,
  sessions: readonly LedgerSession[],
): InTheWay {
  const holder = sessions.find(({ session }) => session === sender)?.holder ?? null;
  return { operation: id, account, holder, since: startedAt };
}
