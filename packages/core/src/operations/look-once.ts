import { type Operation, isOpen } from "../ledger/operation.js";
import type { Context } from "./context.js";
import { type Verdict, judgeSight } from "./judge.js";
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
  const proof = await proofAtOnce(context, unknown, signal);
  const operation = proof ? await keep(context, unknown, proof) : unknown;
  if (isOpen(operation)) follow(context, operation);
  return operation;
}

/** What one look proves; null for nothing. */
export async function proofAtOnce(
  context: Context,
  operation: Operation,
  signal: AbortSignal = context.closing,
): Promise<Verdict | null> {
  const account = context.accountOf(operation.identity);
  const sight = account && (await look(account, operation, "quick", { signal }));
  const judged = sight && judgeSight(operation, sight, account.provider);
  return judged?.kind === "proved" ? judged.event : null;
}
