import type { AccountIdentity } from "../domain/account.js";
import type { SpendCap } from "../domain/spending.js";
import { LeaseError, failureOf } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Operation, OperationEvent, Wish } from "../ledger/operation.js";
import type {
  LeaseOutcome,
  Prepared,
  ReadOptions,
  ReleaseOutcome,
} from "../providers/provider-account.js";
import { alreadyDone } from "./already-done.js";
import { join, waitFor } from "./join.js";
import type { Reconciler } from "./reconcile.js";
import { type Settled, committed } from "./settled.js";
import { lookAgain, verified } from "./verify-answer.js";
import { type Work, turnOf } from "./work.js";

export interface OperationTools {
  readonly ledger: Ledger;
  readonly caps: readonly SpendCap[];
  readonly work: Work;
  readonly reconciler: Reconciler;
  /** Reads and keeps the complete lists of these accounts. @throws {LeaseError} when one cannot be read. */
  readonly readLists: (
    identities: readonly AccountIdentity[],
    options: ReadOptions,
  ) => Promise<void>;
  /** Until the request is sent it ends the operation, from then on only the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The one path to a lease or a release: claim and reserve, prepare, mark as sent, send once, write down
 * what came of it. Whoever wants the same of a number that is being leased or released already is told
 * what becomes of that.
 * @param prepare - may throw, as nothing has been sent.
 */
export async function runOperation(
  wish: Wish,
  tools: OperationTools,
  prepare: () => Promise<Prepared<LeaseOutcome | ReleaseOutcome>>,
): Promise<Settled> {
  const { ledger, caps, work, signal } = tools;
  let refuted: string | null = null;
  for (;;) {
    if (signal?.aborted) throw new LeaseError({ kind: "not-sent", reason: "cancelled" });
    const claim = await work.inTurn(turnOf(wish), async () => {
      const claimed = await ledger.claim(wish, caps, refuted);
      if (claimed.kind !== "claimed") return claimed;
      const { operation } = claimed;
      work.tell(operation);
      // Begun within the turn, so that nobody here takes it for one that was left.
      const running = work.run(operation.id, () => carryOut(operation, tools, prepare));
      running.catch(() => {});
      return { ...claimed, running };
    });
    switch (claim.kind) {
      case "over-cap":
        throw new LeaseError({ kind: "over-cap", ...claim.refusal });
      case "unlisted":
        await tools.readLists(claim.identities, { signal });
        break;
      case "done": {
        const { by } = claim;
        const seen = await tools.reconciler.look(by, "number");
        if (seen.kind === "done" || seen.kind === "gone")
          return committed(by, seen.lease, wish.price, false);
        if (seen.kind === "nothing") throw new LeaseError(seen.failure);
        refuted = by.id;
        break;
      }
      case "key-taken":
        throw new LeaseError({ kind: "in-progress" });
      case "claimed":
        return waitFor(claim.running, claim.operation, tools);
      case "held": {
        if (claim.by.kind !== wish.kind) throw new LeaseError({ kind: "in-progress" });
        const ended = await waitFor(join(claim.by, tools), claim.by, tools);
        if (ended) return ended;
        // It ended before anything was sent, so the number is free for this wish.
      }
    }
  }
}

async function carryOut(
  claimed: Operation,
  { ledger, reconciler, work, signal }: OperationTools,
  prepare: () => Promise<Prepared<LeaseOutcome | ReleaseOutcome>>,
): Promise<Settled> {
  const { id, price } = claimed;
  const writing = { ledger, work };
  let prepared;
  try {
    prepared = await prepare();
    if (signal?.aborted) throw new LeaseError({ kind: "not-sent", reason: "cancelled" });
  } catch (error) {
    const failure = failureOr(error);
    const done = await alreadyDone(claimed, failure, { ledger, reconciler }).catch(() => null);
    const why: LeaseFailure = done ? { kind: "not-sent", reason: "already-done" } : failure;
    await note(id, { kind: "not-sent", failure: why }, writing);
    if (done) return done;
    throw error;
  }
  // From here on it counts as sent, whatever becomes of this process. What cannot be written down is not sent.
  const sent = await record(id, { kind: "sent" }, writing).catch(async (error: unknown) => {
    await note(id, { kind: "not-sent", failure: failureOr(error) }, writing);
    throw error;
  });
  const outcome = await prepared.send();
  const event = toEvent(await verified(sent, outcome, reconciler));
  let operation = (await note(id, event, writing)) ?? sent;
  switch (event.kind) {
    case "committed":
      return committed(operation, event.lease, price, false);
    case "rejected":
    case "not-sent":
      throw new LeaseError(event.failure);
    case "accepted":
      reconciler.follow(operation);
      return { kind: "accepted", operation, order: event.order };
    case "unknown": {
      const proved = await lookAgain(operation, event.failure, reconciler);
      if (!proved) {
        reconciler.follow(operation);
        return { kind: "unknown", operation, failure: event.failure };
      }
      operation = (await note(id, proved, writing)) ?? operation;
      if (proved.kind === "rejected") throw new LeaseError(proved.failure);
      return committed(operation, proved.lease, price, true);
    }
  }
}

/** What the provider answered, as it is written down. */
function toEvent(outcome: LeaseOutcome | ReleaseOutcome): OperationEvent & LeaseOutcome {
  return outcome.kind === "committed" ? { ...outcome, how: "answered" } : outcome;
}

interface Writing {
  readonly ledger: Ledger;
  readonly work: Work;
}

async function record(id: string, event: OperationEvent, { ledger, work }: Writing) {
  const operation = await ledger.record(id, event);
  work.tell(operation);
  return operation;
}

/**
 * Writes down what has already happened. A ledger that fails now must not hide it from the caller;
 * what it says last, `sent` or `claimed`, keeps the number blocked, which is the safe side.
 */
async function note(
  id: string,
  event: OperationEvent,
  writing: Writing,
): Promise<Operation | null> {
  try {
    return await record(id, event, writing);
  } catch {
    return null;
  }
}

function failureOr(error: unknown): LeaseFailure {
  try {
    return failureOf(error);
  } catch {
    // A defect of ours before anything was sent.
    return { kind: "not-sent", reason: "interrupted" };
  }
}
