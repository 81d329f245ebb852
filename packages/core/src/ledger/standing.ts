import type { AccountIdentity } from "../domain/account.js";
import { isEnding } from "../domain/lease.js";
import type { ComparedRequest, Standing } from "./claim.js";
import { type Operation, type OperationEvent, openStates } from "./operation.js";
import { listOf } from "./list-of.js";
import type { LedgerView, LedgerRecords } from "./store.js";
import { mayPrecede } from "./succession.js";

/**
 * What stands against a request. The same request is the same answer, in any process and at any time: what is on
 * its way is joined, and what is done is not done again.
 */
export async function standing(
  view: LedgerView,
  wanted: ComparedRequest,
  connected: readonly AccountIdentity[],
): Promise<Standing | null> {
  if (await isPerhapsItsOwn(view, wanted, connected)) return { kind: "perhaps-own" };
  const named = wanted.key === null ? null : await view.operationByKey(wanted.key);
  if (named && !isSame(named, wanted)) return { kind: "key-taken", by: named };
  const { identity, number } = wanted;
  const [open] = await view.operations({ number, states: openStates, limit: 1 });
  if (open) return { kind: "held", by: open };
  if (named?.state === "committed") return { kind: "done", by: named, named: true };
  // What ended in any other state had no effect, as far as is known.
  const states = ["committed", "abandoned"] as const;
  const [last] = await view.operations({ identity, number, states, limit: 1 });
  if (last?.state !== "committed" || last.kind !== wanted.kind) return null;
  return (await isStillSo(view, last)) ? { kind: "done", by: last, named: false } : null;
}

/** Whether what a list shows of an operation that was called absent may come of what was begun on the number since. */
export async function isOvertaken(
  view: LedgerView,
  { id, number, state }: Operation,
  event: OperationEvent,
): Promise<boolean> {
  if (state !== "absent" || event.kind !== "committed" || event.how !== "seen") return false;
  const [latest] = await view.operations({ number, limit: 1 });
  return latest?.id !== id;
}

/**
 * Whether something is known of the number at what may be the same account with the key that it had before, and
 * its list was not read since. That list tells: see succession.ts.
 */
async function isPerhapsItsOwn(
  view: LedgerView,
  { identity, account, number }: ComparedRequest,
  connected: readonly AccountIdentity[],
): Promise<boolean> {
  const lists = await view.lists();
  const readTo = lists.find((one) => one.identity === identity)?.position ?? 0;
  const before = lists.filter((one) => mayPrecede(one, { identity, account }, connected));
  for (const { list } of before) {
    const [held] = await view.leases(list, [number]);
    if (held && !held.missed && !isEnding(held.lease) && held.position > readTo) return true;
  }
  if (before.length === 0 || readTo > 0) return false;
  const [open] = await view.operations({ number, states: openStates, limit: 1 });
  return open !== undefined && before.some(({ list }) => list === listOf(open));
}

/** Whether an operation is what somebody requests, under whatever key. */
function isSame(operation: Operation, { kind, identity, number }: ComparedRequest): boolean {
  return operation.kind === kind && operation.identity === identity && operation.number === number;
}

/** Whether no list that was kept since says otherwise. One that does not have the number yet may be out of date. */
async function isStillSo(view: LedgerView, operation: Operation): Promise<boolean> {
  const list = listOf(operation);
  const [held] = await view.leases(list, [operation.number]);
  if (operation.kind === "release") return !held || held.missed || isEnding(held.lease);
  if (held) return !isEnding(held.lease);
  const lists = await view.lists();
  return !lists.some((one) => one.list === list && one.readAt !== null);
}

/**
 * Has a request's key lead to an operation that is the same request, unless it leads to another request's by now.
 * @returns whether it leads there
 */
export async function keepKey(
  records: LedgerRecords,
  wanted: ComparedRequest,
  operationId: string,
): Promise<boolean> {
  if (wanted.key === null) return false;
  const operation = await records.operation(operationId);
  const named = await records.operationByKey(wanted.key);
  if (!operation || !isSame(operation, wanted)) return false;
  if (named?.id === operationId) return true;
  if (named && !isSame(named, wanted)) return false;
  await records.advance();
  await records.putKey(wanted.key, operationId);
  return true;
}
