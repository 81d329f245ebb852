import { type Operation, isOpen } from "../ledger/operation.js";
import type { Context } from "./context.js";
import { judgeSight } from "./judge.js";
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
  signal: AbortSignal = context.closing,
): Promise<Operation> {
  const account = context.accountOf(unknown.identity);
  const sight = account && (await look(account, unknown, "quick", { signal }));
  const judged = sight && judgeSight(unknown, sight, account.provider);
  const operation =
    judged?.kind === "proved" ? await keep(context, unknown, judged.event) : unknown;
  if (isOpen(operation)) follow(context, operation);
  return operation;
}
