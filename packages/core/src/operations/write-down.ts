import { pauses } from "../clock.js";
import { isBehind, missing, wentBack } from "./went-back.js";
import { LeaseError } from "../errors/lease-error.js";
import { outcomeUnknown, saysRecordLost } from "../errors/lease-failure.js";
import {
  type Operation,
  type OperationEvent,
  advance,
  canBecome,
  isOpen,
} from "../ledger/operation.js";
import type { Context } from "./context.js";

/**
 * Writes down what has become known of an operation, unless a person or a list has settled it meanwhile.
 * @throws {LeaseError} `ledger-unavailable`, `outcome-unknown` where the ledger has lost the record of it.
 * @throws {WentBack} where the ledger says that it is open, and in such a way that this cannot follow.
 */
export async function writeDown(
  context: Context,
  operation: Operation,
  event: OperationEvent,
): Promise<Operation> {
  const { ledger, unwritten, tell } = context;
  let noted;
  try {
    // The ledger might accept this without what it has not been told yet, which would be lost then.
    if (unwritten.has(operation.id)) await catchUp(context, operation);
    noted = await ledger.record(operation.id, event);
  } catch (error) {
    const now = await ledger.find(operation.id);
    if (!now) throw recordLost(context, operation.id, error);
    if (isBehind(now, operation)) {
      await sayAgain(context, now, operation);
      return writeDown(context, operation, event);
    }
    if (isOpen(now)) throw wentBack(error);
    // It was settled in the same moment.
    noted = now;
  }
  unwritten.delete(operation.id);
  if (noted.state !== operation.state) tell(noted);
  return noted;
}

async function catchUp(context: Context, known: Operation): Promise<void> {
  const now = await context.ledger.find(known.id);
  if (now && isBehind(now, known)) await sayAgain(context, now, known);
}

/** @throws {WentBack} where it is another session's by now. */
async function sayAgain({ ledger }: Context, now: Operation, before: Operation): Promise<void> {
  try {
    for (const event of missing(now, before)) await ledger.record(now.id, event);
  } catch (error) {
    throw wentBack(error);
  }
}

/**
 * Writes down what has happened already. A ledger that fails now must not hide it from the caller: what it
 * says last keeps the number blocked, which is the safe side, and the rest is written when it can be.
 */
export async function keep(
  context: Context,
  operation: Operation,
  event: OperationEvent,
): Promise<Operation> {
  try {
    return await writeDown(context, operation, event);
  } catch (error) {
    if (!isRecordLost(error)) {
      const isTriedAgain = context.unwritten.has(operation.id);
      context.unwritten.set(operation.id, { operation, event });
      if (!isTriedAgain) {
        context.ledger.inHand.add(operation.id);
        const later = writeLater(context, operation.id).finally(() =>
          context.writing.delete(later),
        );
        context.writing.add(later);
      }
    }
    return advance(operation, event, operation.changedAt);
  }
}

/** Others wait for what is not written yet, in whatever process, so it is tried until the ledger takes it. */
async function writeLater(context: Context, id: string): Promise<void> {
  const { clock, closing, unwritten } = context;
  const pause = pauses(clock, firstWaitMs, longestWaitMs);
  while (unwritten.has(id)) {
    await pause(closing);
    await lastTried(context, id);
    if (closing.aborted) return void writeAfterwards(context, id);
  }
}

/** Closing a client waits for one more try. The others go on until the ledger is closed. */
async function writeAfterwards(context: Context, id: string): Promise<void> {
  const { clock, ledger, unwritten } = context;
  const isLeft = () => unwritten.has(id) && ledger.inHand.has(id);
  const pause = pauses(clock, firstWaitMs, longestWaitMs);
  while (isLeft()) {
    await pause();
    await lastTried(context, id);
  }
  ledger.inHand.delete(id);
}

async function lastTried(context: Context, id: string): Promise<void> {
  try {
    await known(context, id);
  } catch {
    // It cannot even be read: once more, then.
  }
}

const firstWaitMs = 1000;
const longestWaitMs = 60_000;

/**
 * The operation as it is known to be: what could not be written down before is tried again.
 * @throws {LeaseError} `outcome-unknown` where the ledger has lost the record of it.
 */
export async function known(context: Context, id: string): Promise<Operation> {
  const operation = await context.ledger.find(id);
  if (!operation) throw recordLost(context, id);
  const kept = context.unwritten.get(id);
  if (!kept) return operation;
  if (isBehind(operation, kept.operation)) return keep(context, kept.operation, kept.event);
  if (canBecome(operation, kept.event)) return keep(context, operation, kept.event);
  // Others have learned more of it, or the ledger has gone back.
  context.unwritten.delete(id);
  return operation;
}

/** The same for somebody who waits no longer: where the ledger cannot be read, as it was seen last. */
export async function lastKnown(context: Context, operation: Operation): Promise<Operation> {
  try {
    return await known(context, operation.id);
  } catch {
    return operation;
  }
}

/** It was there: whoever waits for it may have paid. What is known of it can be written nowhere. */
function recordLost({ unwritten }: Context, id: string, cause?: unknown): LeaseError {
  unwritten.delete(id);
  return new LeaseError(outcomeUnknown("record-lost"), { cause });
}

export function isRecordLost(error: unknown): error is LeaseError {
  return LeaseError.isInstance(error) && saysRecordLost(error.failure);
}
