import type { Operation } from "../ledger/operation.js";
import type { Context } from "./context.js";
import { settle } from "./settle.js";
import { isRecordLost } from "./write-down.js";

/**
 * Settles an operation among others, which one must not hold up whose record the ledger has lost meanwhile: that is told of as
 * it was seen last, for a person to look at.
 */
export async function settleOrLose(
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
