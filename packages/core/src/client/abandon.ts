import { phrase } from "../domain/translate.js";
import { badInput } from "../errors/lease-error.js";
import { inTheWay, notConnected } from "../ledger/in-the-way.js";
import { type Operation, isOpen } from "../ledger/operation.js";
import type { Context } from "../operations/context.js";
import { takeUp } from "../operations/take-up.js";
import { writeDown } from "../operations/write-down.js";

/** How sure a person is that an operation is to be given up. */
export interface AbandonOptions {
  /** The user confirms that nobody has the account's keys any more, so nobody can see what it holds. */
  readonly withoutKeys?: boolean | undefined;
}

/**
 * A person's decision: nobody asks about it any more. Whoever cannot look what became of it is not let decide that,
 * unless it is said that nobody can.
 * @throws {LeaseError} `bad-input`, `not-connected`, `in-progress`, `ledger-unavailable`.
 */
export async function abandon(
  context: Context,
  operationId: string,
  { withoutKeys = false }: AbandonOptions = {},
): Promise<Operation> {
  const { ledger } = context;
  const operation = await ledger.find(operationId);
  if (!operation) throw badInput("operation", phrase("There is no such operation."));
  const isAsked = context.accountOf(operation.identity) !== null;
  if (isOpen(operation) && !isAsked && !withoutKeys)
    throw notConnected(operation, (await ledger.status()).sessions);
  try {
    const left = isAsked ? operation : await leftBehind(context, operation);
    return isOpen(left) ? await writeDown(context, left, { kind: "abandoned" }) : left;
  } catch (error) {
    // It is on its way, or in the hands of another session that lives.
    if (!(error instanceof RangeError)) throw error;
    throw inTheWay(operation, (await ledger.status()).sessions);
  }
}

/**
 * What no account takes up, as it is once whoever was at it has ended: what was only claimed was not sent.
 * @throws {LeaseError} `in-progress` while the session lives that sent it, which has the keys.
 */
async function leftBehind(context: Context, operation: Operation): Promise<Operation> {
  const { identity, sender } = operation;
  const { sessions } = await context.ledger.status();
  const isOwn = sender === context.ledger.session;
  if (!isOwn && sessions.some(({ session }) => session === sender))
    throw inTheWay(operation, sessions);
  const identities = identity === null ? [] : [identity];
  return (await takeUp({ ...context, identities }, operation)).operation;
}
