import { type Operation, openStates } from "../ledger/operation.js";
import type { Context } from "../operations/context.js";
import { settle } from "../operations/settle.js";
import { isRecordLost } from "../operations/write-down.js";
import type { ReadOptions } from "../providers/provider-account.js";

/** See `LeaseClient.reconcile`. */
export async function reconcile(
  context: Context,
  { signal }: ReadOptions = {},
): Promise<readonly Operation[]> {
  const open = await context.ledger.operations({ states: openStates });
  return Promise.all(open.map((operation) => settleOrLose(context, operation, signal)));
}

/** One whose record the ledger has lost meanwhile holds up no other: it is told of as it was seen last, for a person to look at. */
async function settleOrLose(
  context: Context,
  operation: Operation,
  signal?: AbortSignal,
): Promise<Operation> {
  try {
    return await settle(context, operation, signal);
  } catch (error) {
    if (!isRecordLost(error)) throw error;
    const lost: Operation = { ...operation, state: "needs-attention", failure: error.failure };
    context.tell(lost);
    return lost;
  }
}
