import { refusesAccess, outcomeUnknown } from "../errors/lease-failure.js";
import { type Operation, isOpen } from "../ledger/operation.js";
import type { Context } from "./context.js";
import { type Judged, type Verdict, judgeSight } from "./judge.js";
import { look } from "./look.js";
import { follow } from "./settle.js";
import { keep } from "./write-down.js";

/**
 * Looks once, for somebody who waits: what is shown at once settles an operation of this session. What is not
 * shown yet proves nothing, and is asked about in the background.
 */
export async function lookOnce(
  context: Context,
  unknown: Operation,
  signal?: AbortSignal,
): Promise<Operation> {
  const judged = await lookNow(context, unknown, signal);
  const operation =
    judged?.kind === "proved" ? await keep(context, unknown, judged.event) : unknown;
  if (isOpen(operation)) follow(context, operation);
  return operation;
}

/**
 * What a refusal proves. Something on the way may have sent the request twice: then this refuses the second, and the
 * first was carried out. Where a look does not say that nothing was, that is not known.
 */
export async function judgeRefusal(
  context: Context,
  operation: Operation,
  refusal: Extract<Verdict, { kind: "rejected" }>,
): Promise<Verdict> {
  const judged = await lookNow(context, operation);
  if (judged?.kind === "proved") return judged.event;
  const failure = judged?.kind === "nothing" ? judged.failure : outcomeUnknown("not-seen");
  const isAbsent = judged?.kind === "suggested" && judged.event.kind === "absent";
  // An account that may not look would never know, and keys that are refused cannot look either.
  const holds = isAbsent || failure.kind === "forbidden" || refusesAccess(refusal.failure);
  return holds ? refusal : { kind: "unknown", failure };
}

async function lookNow(
  context: Context,
  operation: Operation,
  signal = context.closing,
): Promise<Judged | null> {
  const account = context.accountOf(operation.identity);
  const sight = account && (await look(account, operation, "quick", { signal }));
  return sight && judgeSight(operation, sight, account.provider);
}
