import { LeaseError, toLeaseError } from "../errors/lease-error.js";
import { type Operation, type OperationRequest, advance } from "../ledger/operation.js";
import { adapterFailed } from "../providers/outcome-of.js";
import { linkedTo, untilAborted } from "../until-aborted.js";
import { begin } from "./begin.js";
import type { Context } from "./context.js";
import { type Verdict, judgeAnswer } from "./judge.js";
import { judgeRefusal, lookOnce } from "./look-once.js";
import { type OperationResult, committed, notAwaited, resultOf } from "./operation-result.js";
import { type Preparation, prepare } from "./prepare.js";
import { type Sent, send } from "./send.js";
import { follow } from "./settle.js";
import { tooLong } from "./timing.js";
import { keep, lastKnown } from "./write-down.js";

/**
 * The one path to a lease or a release, in its order: begin, prepare, send, judge, settle.
 * @param signal - ends the operation until it is sent, and from then on only the waiting.
 * @throws {LeaseError} what provably had no effect.
 */
export async function carryOut(
  context: Context,
  wanted: OperationRequest,
  preparation: Preparation,
  signal?: AbortSignal,
): Promise<OperationResult> {
  const begun = await begin(context, wanted, signal);
  if (begun.kind === "joined") return begun.result;
  const { operation } = begun;
  if (context.closing.aborted) {
    // Whoever closed the client did not wait for this: it would be sent behind their back.
    context.ledger.inHand.delete(operation.id);
    const reason = new LeaseError({ kind: "not-sent", reason: "cancelled" });
    throw await giveUp(context, operation, reason);
  }
  const waiting = linkedTo(signal);
  let isSent = false;
  const onSent = () => {
    isSent = true;
    // An adapter that never answers keeps nobody waiting. It stays sent: nothing is known of it.
    void tooLong(context, waiting.signal).then(waiting.abort);
  };
  const work = steps(context, operation, preparation, { signal, onSent })
    .catch((error: unknown) => {
      // From then on a defect is no proof of anything.
      throw isSent && !LeaseError.isInstance(error)
        ? new LeaseError(adapterFailed, { cause: error })
        : error;
    })
    .finally(() => context.carrying.delete(operation.id));
  context.carrying.set(operation.id, work);
  try {
    const ended = await untilAborted(work, waiting.signal);
    if (ended.kind === "came") return ended.value;
    // Before it is sent, the signal ends it by itself, and soon.
    return isSent ? notAwaited(await lastKnown(context, operation)) : await work;
  } finally {
    waiting.abort();
  }
}

interface Waiting {
  readonly signal: AbortSignal | undefined;
  readonly onSent: () => void;
}

async function steps(
  context: Context,
  claimed: Operation,
  preparation: Preparation,
  { signal, onSent }: Waiting,
): Promise<OperationResult> {
  const readied = await prepare(preparation, signal);
  if (readied.kind === "given-up") throw await giveUp(context, claimed, readied.error);
  onSent();
  const answered = await send(context, claimed, readied.request);
  if (answered.kind === "unmarked") throw await giveUp(context, claimed, answered.error);
  const verdict = await proved(context, answered);
  const operation = await keep(context, answered.operation, verdict);
  switch (verdict.kind) {
    case "committed":
      // The sender has the provider's word, even if a person gave the operation up in the ledger meanwhile.
      return committed(
        operation.state === "committed"
          ? operation
          : advance(answered.operation, verdict, operation.changedAt),
        false,
      );
    case "rejected":
    case "not-sent":
      throw new LeaseError(verdict.failure);
    case "accepted":
      follow(context, operation);
      return { kind: "accepted", operation, order: verdict.order };
    case "unknown": {
      const looked = await lookOnce(context, operation);
      // Given up by a person meanwhile, or found without effect: the sender still does not know.
      return resultOf(looked) ?? notAwaited(looked);
    }
  }
}

/** What comes of an answer that is none, as an adapter may give it: the request was sent all the same. */
async function proved(
  context: Context,
  { operation, outcome }: Extract<Sent, { kind: "answered" }>,
): Promise<Verdict> {
  try {
    const verdict = judgeAnswer(operation, outcome);
    return verdict.kind === "rejected" ? await judgeRefusal(context, operation, verdict) : verdict;
  } catch {
    return { kind: "unknown", failure: adapterFailed };
  }
}

/** Ends an operation that has not been sent. @returns what to tell of it. */
async function giveUp(context: Context, operation: Operation, error: unknown): Promise<LeaseError> {
  const reason = toLeaseError(error);
  await keep(context, operation, { kind: "not-sent", failure: reason.failure });
  return reason;
}
