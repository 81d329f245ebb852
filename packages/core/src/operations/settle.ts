import { pauses } from "../clock.js";
import { toLeaseError } from "../errors/lease-error.js";
import { type LeaseFailure, refusesAccess, outcomeUnknown } from "../errors/lease-failure.js";
import { type Operation, type OperationEvent, isOpen } from "../ledger/operation.js";
import { saysAway } from "../ledger/unless-away.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { untilAborted } from "../until-aborted.js";
import type { Asking, Context } from "./context.js";
import { followOrder } from "./follow-order.js";
import { type Judged, judgeSight } from "./judge.js";
import { look } from "./look.js";
import { mayHaveLostOrder, onItsWayMs } from "./from-history.js";
import { takeUp } from "./take-up.js";
import { plannedLooks, unlessTooLong } from "./timing.js";
import { WentBack } from "./went-back.js";
import { known, writeDown } from "./write-down.js";

/**
 * Asks by reads alone until an operation is settled, or needs a person. Does nothing where another session is
 * at it. Whoever asks about the same operation joins; the asking ends when nobody wants it any more.
 * @param signal - ends the waiting, and the asking when nobody else wants it.
 */
export async function settle(
  context: Context,
  operation: Operation,
  signal?: AbortSignal,
): Promise<Operation> {
  const { id } = operation;
  const asking = context.asking.get(id) ?? start(context, operation);
  asking.wanted += 1;
  const ended = await untilAborted(asking.done, signal);
  if (ended.kind === "came") return ended.value;
  asking.wanted -= 1;
  if (asking.wanted === 0) {
    asking.stop.abort();
    // It may have ended in the same moment, and others ask by now.
    if (context.asking.get(id) === asking) context.asking.delete(id);
  }
  return known(context, id);
}

/** The same, while nobody waits. */
export function follow(context: Context, operation: Operation): void {
  if (isOpen(operation)) void keepAsking(context, operation);
}

/** What keeps the ledger from being written now only delays the asking. */
async function keepAsking(context: Context, operation: Operation): Promise<void> {
  const { clock, closing } = context;
  const pause = pauses(clock, 1000, 60_000);
  while (!closing.aborted) {
    try {
      await settle(context, operation);
      return;
    } catch (error) {
      if (!saysAway(toLeaseError(error).failure)) return;
    }
    await pause(closing);
  }
}

function start(context: Context, operation: Operation): Asking {
  const stop = new AbortController();
  const done = begin(context, operation, stop.signal).finally(() => {
    if (context.asking.get(operation.id) === asking) context.asking.delete(operation.id);
  });
  const asking = { done, stop, wanted: 0 };
  context.asking.set(operation.id, asking);
  return asking;
}

async function begin(
  context: Context,
  operation: Operation,
  signal: AbortSignal,
): Promise<Operation> {
  try {
    return await beginOnce(context, operation, signal);
  } catch (error) {
    if (!(error instanceof WentBack)) throw error;
    // Who carries it out, and what is known of it, has to be found out anew.
    return begin(context, operation, signal);
  }
}

async function beginOnce(
  context: Context,
  operation: Operation,
  signal: AbortSignal,
): Promise<Operation> {
  if (!(await isCarriedOut(context, operation, signal))) return known(context, operation.id);
  const taken = await takeUp(context, operation);
  const account = context.accountOf(taken.operation.identity);
  if (taken.kind === "theirs" || !account || !isOpen(taken.operation)) return taken.operation;
  const noted = await noteOrder(context, taken.operation, account);
  const asked =
    noted.state === "accepted"
      ? await followOrder(context, noted, account, signal)
      : await ask(context, noted, account, signal);
  // The order that was found was another one's: what became of this request is still to be asked.
  const isOpenAgain = asked.state === "unknown" && !signal.aborted;
  return isOpenAgain ? ask(context, asked, account, signal) : asked;
}

/** An order whose id stands in the ledger is followed by it, whatever is in doubt since: no list shows an order. */
async function noteOrder(
  context: Context,
  operation: Operation,
  account: ProviderAccount,
): Promise<Operation> {
  const { order, state } = operation;
  if (order === null || state === "accepted" || !account.follow) return operation;
  return writeDown(context, operation, { kind: "accepted", order });
}

/** Waits while this client carries it out. False when the wait ended first: by the signal, or because the adapter took too long. */
async function isCarriedOut(
  context: Context,
  { id }: Operation,
  signal: AbortSignal,
): Promise<boolean> {
  const work = context.carrying.get(id);
  if (!work) return true;
  const over = work.catch(() => {});
  const ended = await unlessTooLong(context, signal, (within) => untilAborted(over, within));
  return ended.kind === "came";
}

/** Says of each look whether it agrees with one that had ended longer before it began than reads may lag. */
function agreement(lagMs: number) {
  let first: { readonly kind: OperationEvent["kind"]; readonly endedMs: number } | null = null;
  return (kind: OperationEvent["kind"], beganMs: number, endedMs: number): boolean => {
    if (first?.kind === kind) return beganMs - first.endedMs >= lagMs;
    first = { kind, endedMs };
    return false;
  };
}

async function ask(
  context: Context,
  operation: Operation,
  account: ProviderAccount,
  signal: AbortSignal,
): Promise<Operation> {
  const { clock, timing } = context;
  const began = clock.monotonicMs();
  const elapsedMs = () => clock.monotonicMs() - began;
  const history = await context.ledger.history(operation.id);
  const lagMs = timing.lagMs ?? account.capabilities.settleMs;
  const agrees = agreement(lagMs);
  const isProvable = !mayHaveLostOrder(operation, account, history);
  let failure = operation.failure ?? outcomeUnknown("not-seen");
  let endedMs = Number.NEGATIVE_INFINITY;
  const planned = plannedLooks(timing, {
    onItsWayMs: onItsWayMs(context, operation, history),
    lagMs,
  });
  for (const { afterMs, canProve } of planned) {
    // A slow look must not leave less time before the next one than reads may lag.
    const dueMs = canProve ? Math.max(afterMs, endedMs + lagMs) : afterMs;
    await clock.sleep(Math.max(0, dueMs - elapsedMs()), signal);
    if (signal.aborted) return operation;
    // A person may have given it up, or a list may have settled it.
    const now = await known(context, operation.id);
    if (!isOpen(now)) return now;
    const beganMs = elapsedMs();
    const sight = await look(account, operation, canProve ? "thorough" : "quick", { signal });
    if (signal.aborted) return operation;
    if (canProve) endedMs = elapsedMs();
    const judged: Judged = judgeSight(operation, sight, account.provider);
    switch (judged.kind) {
      case "proved": {
        const noted = await writeDown(context, operation, judged.event);
        return noted.state === "accepted" ? followOrder(context, noted, account, signal) : noted;
      }
      case "suggested":
        if (canProve && isProvable && agrees(judged.event.kind, beganMs, endedMs))
          return writeDown(context, operation, judged.event);
        break;
      case "nothing":
        failure = judged.failure;
        // A look without an answer does not count against the others.
        if (refusesAccess(failure)) return needsAttention(context, operation, failure);
    }
  }
  return needsAttention(context, operation, failure);
}

function needsAttention(
  context: Context,
  operation: Operation,
  failure: LeaseFailure,
): Promise<Operation> {
  return writeDown(context, operation, { kind: "needs-attention", failure });
}
