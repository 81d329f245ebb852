import { whileAwake } from "../clock.js";
import { toLeaseError } from "../errors/lease-error.js";
import type { OperationRequest } from "../ledger/operation.js";
import { begin } from "./begin.js";
import { type Context, createContext } from "./context.js";
import type { OperationResult } from "./operation-result.js";
import { type Preparation, prepare } from "./prepare.js";

/** Tries work in a context of which nothing stays. */
export async function onTrial<Result>(
  context: Context,
  work: (trial: Context) => Promise<Result>,
): Promise<Result> {
  const ledger = context.ledger.rehearsal();
  const trial = createContext({ ...context, ledger });
  try {
    return await whileAwake(work(trial));
  } finally {
    await trial.close();
    await ledger.close();
  }
}

/** As `carryOut`, on a trial, up to what it would send. @returns null where it would. @throws {LeaseError} what `carryOut` would throw. */
export async function rehearse(
  trial: Context,
  wanted: OperationRequest,
  preparation: Preparation,
  signal?: AbortSignal,
): Promise<OperationResult | null> {
  const begun = await begin(trial, wanted, signal);
  if (begun.kind === "joined") return begun.result;
  const readied = await prepare(preparation, signal);
  if (readied.kind === "given-up") throw toLeaseError(readied.error);
  return null;
}
